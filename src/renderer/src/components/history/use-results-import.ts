import { useToast } from '@nuxt/ui/composables'
import { shallowRef, type ShallowRef } from 'vue'
import { BUNDLE_START_BYTES, isBundleStart } from '../../../../contract/bundle-start.ts'
import type { HostAnswers } from '../../../../contract/host.ts'
import { countText } from '../../../../domain/number-text.ts'
import { host } from '../../host.ts'
import { pickFiles } from '../../pick-files.ts'
import { router } from '../../router.ts'

type Imported = HostAnswers['experiments.import']

/** Takes bundles and results files in, and says what became of each; what is here already is not taken twice. */
export function useResultsImport(): {
  isBusy: Readonly<ShallowRef<boolean>>
  pick: () => Promise<void>
  take: (files: readonly File[]) => Promise<void>
} {
  const toast = useToast()
  const isBusy = shallowRef(false)

  async function take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return
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
    if (taken.length > 0) toast.add({ ...messageOf(taken), icon: 'i-lucide-file-down', duration: 8000 })
  }

  return { isBusy, take, pick: async () => take(await pickFiles('.bnw,.json,application/json')) }
}

async function importFile(file: File): Promise<Imported> {
  if (isBundleStart(new Uint8Array(await file.slice(0, BUNDLE_START_BYTES).arrayBuffer())))
    return host.call('experiments.importBundle', { bundle: new Uint8Array(await file.arrayBuffer()) })
  let record: unknown
  try {
    record = JSON.parse(await file.text())
  } catch (error) {
    throw new Error(`It is not JSON: ${(error as Error).message}`, { cause: error })
  }
  return host.call('experiments.import', { record })
}

function messageOf(taken: readonly Imported[]) {
  const added = taken.filter(({ isNew }) => isNew)
  const known = taken.length - added.length
  const [only] = taken
  const actions = [
    {
      ...{ label: 'Open', color: 'neutral' as const, variant: 'outline' as const },
      onClick: () => void router.push({ name: 'experiment', params: { id: only!.experiment.id } }),
    },
  ]
  if (taken.length === 1) {
    const { name } = only!.experiment
    return { title: only!.isNew ? `“${name}” imported` : `“${name}” is here already`, actions }
  }
  const description = known === 0 ? '' : `${countText(known, 'file')} held what is here already.`
  return { title: `${countText(added.length, 'experiment')} imported`, description }
}
