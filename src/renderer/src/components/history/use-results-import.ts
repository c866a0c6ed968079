import { useToast } from '@nuxt/ui/composables'
import { shallowRef, type ShallowRef } from 'vue'
import { BUNDLE_START_BYTES, isBundleStart } from '../../../../contract/bundle-start.ts'
import type { HostAnswers } from '../../../../contract/host.ts'
import { countText } from '../../../../domain/number-text.ts'
import { useAsk } from '../../composables/use-ask.ts'
import { act } from '../../host.ts'
import { pickFiles } from '../../pick-files.ts'
import { router } from '../../router.ts'
import { checkSendable } from '../../sendable.ts'
import { useReadOnly } from '../../stores/read-only.ts'

type Imported = HostAnswers['experiments.import']

/** Takes bundles and results files in, and says what became of each; what is here already is not taken twice. */
export function useResultsImport(): {
  isBusy: Readonly<ShallowRef<boolean>>
  pick: () => Promise<void>
  take: (files: readonly File[]) => Promise<void>
} {
  const toast = useToast()
  const ask = useAsk()
  const readOnly = useReadOnly()
  const isBusy = shallowRef(false)

  async function take(files: readonly File[]): Promise<void> {
    if (files.length === 0 || isRefused()) return
    isBusy.value = true
    const taken: Imported[] = []
    for (const file of files) {
      try {
        taken.push(await importFile(file))
      } catch (error) {
        const description = error instanceof Error ? error.message : String(error)
        const title = `${file.name} was not imported`
        toast.add({ title, description, color: 'error', icon: 'i-lucide-triangle-alert', duration: 0 })
      }
    }
    isBusy.value = false
    if (taken.length > 0)
      toast.add({ ...messageOf(taken, restore), icon: 'i-lucide-file-down', duration: 8000 })
  }

  async function restore(ids: string[]): Promise<void> {
    if ((await ask('experiments.restore', { ids })) === null) return
    await (ids.length === 1 ? open(ids[0]!) : router.push({ name: 'experiments' }))
  }

  /** A file can be dropped, and a command given, where no button is. */
  function isRefused(): boolean {
    if (readOnly.reason === null) return false
    const title = 'Nothing can be imported here'
    toast.add({ title, description: readOnly.reason, color: 'warning', icon: 'i-lucide-triangle-alert' })
    return true
  }

  async function pick(): Promise<void> {
    if (!isRefused()) await take(await pickFiles('.bnw,.json,application/json'))
  }

  return { isBusy, take, pick }
}

async function importFile(file: File): Promise<Imported> {
  checkSendable([file], 'bnw import FILE')
  if (isBundleStart(new Uint8Array(await file.slice(0, BUNDLE_START_BYTES).arrayBuffer())))
    return act('experiments.importBundle', { bundle: new Uint8Array(await file.arrayBuffer()) })
  let record: unknown
  try {
    record = JSON.parse(await file.text())
  } catch (error) {
    throw new Error(`It is not JSON: ${(error as Error).message}`, { cause: error })
  }
  return act('experiments.import', { record })
}

const open = (id: string) => router.push({ name: 'experiment', params: { id } })

/** What is here already and in the trash is in no list: it is said, and can be had back. */
function messageOf(taken: readonly Imported[], restore: (ids: string[]) => Promise<void>) {
  const added = taken.filter(({ isNew }) => isNew)
  const known = taken.length - added.length
  const trashed = taken.flatMap(({ experiment: { id, trashedAt } }) => (trashedAt === null ? [] : [id]))
  const actions = trashed.length === 0 ? [] : [action('Restore', () => restore([...new Set(trashed)]))]
  const [only] = taken
  if (taken.length === 1) {
    const { id, name } = only!.experiment
    if (only!.isNew) return { title: `“${name}” imported`, actions: [action('Open', () => open(id))] }
    if (trashed.length > 0) return { title: `“${name}” is here already, in the trash`, actions }
    return { title: `“${name}” is here already`, actions: [action('Open', () => open(id))] }
  }
  const inTrash = trashed.length === 0 ? '' : `, ${trashed.length} of them in the trash`
  const description = known === 0 ? '' : `${countText(known, 'file')} held what is here already${inTrash}.`
  return { title: `${countText(added.length, 'experiment')} imported`, description, actions }
}

const action = (label: string, act: () => Promise<unknown>) => ({
  ...{ label, color: 'neutral' as const, variant: 'outline' as const },
  onClick: () => void act(),
})
