import { nextTick, watch } from 'vue'
import { useRoute, useRouter, type LocationQuery } from 'vue-router'
import { draftOf, readDraft, readWithErrors } from '../design/draft.ts'
import { decodeSpec } from '../design/spec-link.ts'
import { host } from '../host.ts'
import { useDraft } from '../stores/draft.ts'

/**
 * Takes in what the address asks for: `?preset=`, `?from=` an experiment, or `?spec=`. The address is plain again
 * afterwards, so that a reload goes on with the draft. The draft before is one step back.
 * @param goTo the field that is to be changed, where the address has `&field=`
 */
export function useDraftRoute(goTo: (path: string) => void): void {
  const store = useDraft()
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
      if (typeof preset === 'string') takePreset(preset)
      else if (typeof from === 'string') await takeExperiment(from)
      else if (typeof spec === 'string') takeLink(spec)
      else return null
      return true
    } catch (error) {
      store.notice = error instanceof Error ? error.message : String(error)
      return false
    }
  }

  function takePreset(id: string): void {
    if (!store.loadPreset(id)) store.notice = `There is no preset called “${id}”.`
  }

  async function takeExperiment(id: string): Promise<void> {
    const { spec, name, preset } = await host.call('experiments.get', { id })
    const baseline = draftOf({ ...spec, name })
    store.load({ from: 'experiment', id, name, preset }, baseline, {
      ...baseline,
      name: `${name} (again)`.slice(-200),
    })
  }

  function takeLink(text: string): void {
    const input = decodeSpec(text)
    const read = readDraft(input)
    if ('draft' in read) return store.load({ from: 'link' }, read.draft)
    const withErrors = readWithErrors(input)
    if (withErrors !== null) return store.load({ from: 'link' }, withErrors)
    store.notice = `The design in this link cannot be read: ${read.problems[0]?.message ?? 'it is empty'}.`
  }

  watch(
    () => route.query,
    (query) => {
      if (route.name === 'new') void take(query)
    },
    { immediate: true },
  )
}
