import { useToast } from '@nuxt/ui/composables'
import { useLocalStorage } from '@vueuse/core'
import { shallowRef, type Ref, type ShallowRef } from 'vue'
import { host } from '../host.ts'
import { saveFile } from '../save-file.ts'
import type { FigureFormat } from './figure-file.ts'
import { figureName } from './figure-name.ts'
import { USUAL_STYLE, type FigureStyle } from './figure-style.ts'
import type { Figure, FigureStamp } from './figure.ts'

export type FigureSaving = {
  /** Kept in the browser: each figure is drawn as the last one was. */
  style: Ref<FigureStyle>
  isBusy: Readonly<ShallowRef<boolean>>
  save: (format: FigureFormat) => Promise<void>
}

/** Which program this is, and the time now. */
export async function figureStamp(): Promise<FigureStamp> {
  const { version } = await host.call('system.info', {})
  return { version, date: new Date() }
}

/** Saves a figure in the style that was chosen last; a toast says what went wrong. */
export function useFigureSaving(figure: () => Figure): FigureSaving {
  const toast = useToast()
  const style = useLocalStorage<FigureStyle>('figure-style', USUAL_STYLE, { mergeDefaults: true })
  const isBusy = shallowRef(false)

  async function attempt(what: string, act: () => Promise<void>): Promise<void> {
    isBusy.value = true
    try {
      await act()
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.add({ title: what, description, color: 'error', icon: 'i-lucide-triangle-alert' })
    } finally {
      isBusy.value = false
    }
  }

  const save = (format: FigureFormat): Promise<void> =>
    attempt('The figure could not be saved', async () => {
      const made = figure()
      const { figureFile } = await import('./figure-file.ts')
      const file = figureFile(format, made, style.value, await figureStamp())
      saveFile(`${figureName(made)}.${format}`, file)
    })

  return { style, isBusy, save }
}
