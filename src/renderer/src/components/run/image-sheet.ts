import type { ImagePage } from '../../../../contract/host-answers.ts'

/** Where images stand on a sheet, in pixels of the images; `scale` is how large such a pixel is on the screen. */
export type SheetLayout = { columns: number; width: number; height: number; scale: number }

const GAP = 2
/** How large an image is on the screen at least. */
const SIDE = 44

export function sheetLayout(page: ImagePage, availableWidth: number): SheetLayout {
  const scale = Math.max(1, Math.round(SIDE / page.width))
  const fits = Math.floor((availableWidth / scale + GAP) / (page.width + GAP))
  const columns = Math.max(1, Math.min(page.labels.length, fits))
  const rows = Math.ceil(page.labels.length / columns)
  return {
    ...{ columns, scale },
    width: Math.max(1, columns * (page.width + GAP) - GAP),
    height: Math.max(1, rows * (page.height + GAP) - GAP),
  }
}

/** @param isDark light ink on a dark ground */
export function drawSheet(
  context: CanvasRenderingContext2D,
  { pixels, width, height, labels }: ImagePage,
  { columns, ...sheet }: SheetLayout,
  isDark: boolean,
): void {
  context.clearRect(0, 0, sheet.width, sheet.height)
  for (let image = 0; image < labels.length; image++) {
    const data = context.createImageData(width, height)
    for (let pixel = 0; pixel < width * height; pixel++) {
      const ink = pixels[image * width * height + pixel]!
      data.data.fill(isDark ? ink : 255 - ink, 4 * pixel, 4 * pixel + 3)
      data.data[4 * pixel + 3] = 255
    }
    const [column, row] = [image % columns, Math.floor(image / columns)]
    context.putImageData(data, column * (width + GAP), row * (height + GAP))
  }
}
