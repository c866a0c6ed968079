import { nextTick, watch } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { draftOf, readDraft, readWithErrors } from '../design/draft.ts'
import { againOf } from '../design/repeated-draft.ts'
import { decodeSpec } from '../design/spec-link.ts'
import { host } from '../host.ts'
import { useDraft } from '../stores/draft.ts'
import { useReplacedDraft } from './use-replaced-draft.ts'

/**
 * Takes in what the address asks for: `?preset=`, `?from=` an experiment, or `?spec=`. The address is plain again
 * afterwards, so that a reload goes on with the draft. The draft before is one step back.
 * @param goTo the field that is to be changed, where the address has `&field=`
 */
export function useDraftRoute(goTo: (path: string) => void): void {
  const store = useDraft()
  const tellReplaced = useReplacedDraft()
  const route = useRoute()
  const router = useRouter()

  async function take(query: LocationQuery): Promise<void> {
    const isTaken = await takeDraft(query)
    // Who has gone elsewhere meanwhile is not called back.
    if (isTaken === null || router.currentRoute.value.name !== 'new') return
    await router.replace({ name: 'new' })
    if (!isTaken || typeof query.field !== 'string') return
    await nextTick()
    goTo(query.field)
  }

  /** @returns null where the address asks for nothing, false where what it asks for cannot be had */
  async function takeDraft({ preset, from, spec }: LocationQuery): Promise<boolean | null> {
    try {
      let isReplaced = false
      if (typeof preset === 'string') isReplaced = takePreset(preset)
      else if (typeof from === 'string') isReplaced = await takeExperiment(from)
      else if (typeof spec === 'string') isReplaced = takeLink(spec)
      else return null
      if (isReplaced) tellReplaced()
      return true
    } catch (error) {
      store.notice = error instanceof Error ? error.message : String(error)
      return false
    }
  }

  // Each says whether the user's own draft made room for it.
  function takePreset(id: string): boolean {
    const isReplaced = store.loadPreset(id)
    if (isReplaced === null) store.notice = `There is no preset called “${id}”.`
    return isReplaced ?? false
  }

  async function takeExperiment(id: string): Promise<boolean> {
    const { spec, name, preset } = await host.call('experiments.get', { id })
    const baseline = draftOf({ ...spec, name })
    return store.load({ from: 'experiment', id, name, preset }, baseline, againOf(baseline))
  }

  function takeLink(text: string): boolean {
    const input = decodeSpec(text)
    const read = readDraft(input)
    if ('draft' in read) return store.load({ from: 'link' }, read.draft)
    const withErrors = readWithErrors(input)
    if (withErrors !== null) return store.load({ from: 'link' }, withErrors)
    store.notice = `The design in this link cannot be read: ${read.problems[0]?.message ?? 'it is empty'}.`
    return false
  }

  watch(
    () => route.query,
    (query) => {
      if (route.name === 'new') void take(query)
    },
    { immediate: true },
  )
}
