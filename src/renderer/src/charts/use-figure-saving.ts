import { useToast } from '@nuxt/ui/composables'
import { useLocalStorage } from '@vueuse/core'
import { shallowRef, type Ref, type ShallowRef } from 'vue'
import { host } from '../host.ts'
import { saveFile } from '../save-file.ts'
import type { FigureFile, FigureFormat, FigureJob } from './figure-file.ts'
import { figureName } from './figure-name.ts'
import { USUAL_STYLE, type FigureStyle } from './figure-style.ts'
import type { Figure, FigureStamp } from './figure.ts'

export type FigureSaving = {
  isBusy: Readonly<ShallowRef<boolean>>
  /** @param pixelScale of a PNG: its pixels for each of the screen */
  save: (format: FigureFormat, pixelScale?: number) => Promise<void>
  /** Puts the figure into the clipboard as a picture. */
  copy: () => Promise<void>
}

/** Pixels for each of the screen in what is copied: sharp on dense screens too. */
const COPIED_SCALE = 2
/** Long enough to read two sentences. */
const WARNING_MS = 12_000

/** Which program this is, and the time now. */
export async function figureStamp(): Promise<FigureStamp> {
  const { version } = await host.call('system.info', {})
  return { version, date: new Date() }
}

/** Kept in the browser: each figure is drawn as the last one was. */
export function useFigureStyle(): Ref<FigureStyle> {
  return useLocalStorage<FigureStyle>('figure-style', USUAL_STYLE, { mergeDefaults: true })
}

/** Saves and copies a figure in the style that was chosen last; a toast says what went wrong or can't be read. */
export function useFigureSaving(figure: () => Figure): FigureSaving {
  const toast = useToast()
  const style = useFigureStyle()
  const isBusy = shallowRef(false)

  async function attempt(problem: string, act: () => Promise<void>): Promise<void> {
    isBusy.value = true
    try {
      await act()
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error)
      toast.add({ title: problem, description, color: 'error', icon: 'i-lucide-triangle-alert' })
    } finally {
      isBusy.value = false
    }
  }

  async function made(
    format: FigureFormat,
    job: Pick<FigureJob, 'figure' | 'pixelScale'>,
  ): Promise<FigureFile> {
    const { figureFile } = await import('./figure-file.ts')
    return figureFile(format, { ...job, style: style.value, stamp: await figureStamp() })
  }

  function warn(title: string, { warnings }: FigureFile): void {
    if (warnings.length === 0) return
    const description = warnings.join(' ')
    toast.add({ title, description, color: 'warning', icon: 'i-lucide-triangle-alert', duration: WARNING_MS })
  }

  const save = (format: FigureFormat, pixelScale = 1): Promise<void> =>
    attempt('The figure could not be saved', async () => {
      const shown = figure()
      const file = await made(format, { figure: shown, pixelScale })
      saveFile(`${figureName(shown)}.${format}`, file.content)
      warn('Not all of the saved figure can be read', file)
    })

  const copy = (): Promise<void> =>
    attempt('The figure could not be copied. Save it as PNG instead.', async () => {
      // The picture is promised, not awaited: a browser lets only what a click began write to the clipboard.
      const picture = made('png', { figure: figure(), pixelScale: COPIED_SCALE })
      const content = picture.then((file) => file.content)
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': content })])
      toast.add({ title: 'Copied the figure as a picture', icon: 'i-lucide-check' })
      warn('Not all of the copied figure can be read', await picture)
    })

  return { isBusy, save, copy }
}
