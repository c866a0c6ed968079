import type { Ref } from 'vue'
import { keyedValue, STEP } from './slider-keys.ts'

/** Values that are moved in a picture, by pointer along one axis or by the keys of a slider. */

export type DragOptions = {
  values: Ref<number[]>
  low: number
  high: number
  /** The value at a place of the pointer, in the picture's own pixels. */
  valueAt: (place: { x: number; y: number }) => number
}

export function useDragValues({ values, low, high, valueAt }: DragOptions) {
  function set(index: number, value: number): void {
    const rounded = Math.round(Math.min(high, Math.max(low, value)) / STEP) * STEP
    values.value = values.value.with(index, Number(rounded.toFixed(1)))
  }

  function press(event: PointerEvent): void {
    const handle = event.currentTarget as SVGElement
    handle.setPointerCapture(event.pointerId)
    handle.focus()
    event.preventDefault()
  }

  function move(event: PointerEvent, index: number): void {
    const handle = event.currentTarget as SVGElement
    if (!handle.hasPointerCapture(event.pointerId)) return
    const box = handle.ownerSVGElement!.getBoundingClientRect()
    set(index, valueAt({ x: event.clientX - box.left, y: event.clientY - box.top }))
  }

  function key(event: KeyboardEvent, index: number): void {
    const value = keyedValue(event.key, values.value[index]!, low, high)
    if (value === null) return
    event.preventDefault()
    set(index, value)
  }

  /** What a handle listens to; spread with `v-on`. */
  const handlers = (index: number) => ({
    pointerdown: press,
    pointermove: (event: PointerEvent) => move(event, index),
    keydown: (event: KeyboardEvent) => key(event, index),
  })
  return { handlers }
}
