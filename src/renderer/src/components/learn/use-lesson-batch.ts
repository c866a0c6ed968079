import {
  computed,
  inject,
  provide,
  shallowRef,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import {
  initialSettings,
  normalizeValues,
  type LessonBatch,
  type LessonSettings,
} from '../../../../domain/lesson-batch.ts'

/** The mini-batch that the reader plays with, one for the whole lesson: the backward pass goes on where forward ended. */

export const LOWEST = -8
export const HIGHEST = 8
export const FIRST_VALUES: readonly number[] = [-1.2, 0.4, 1.1, 2.3, 3, 4.6]

export type SharedBatch = {
  values: ShallowRef<number[]>
  settings: ShallowRef<LessonSettings>
  batch: ComputedRef<LessonBatch>
  /** What a slider does to the settings. */
  set: (name: keyof LessonSettings, value: number) => void
  /** Gives every value a new one, within what can be drawn. */
  change: (move: (value: number, index: number) => number) => void
  reset: () => void
}

const key: InjectionKey<SharedBatch> = Symbol('lesson batch')

export function provideLessonBatch(): SharedBatch {
  const values = shallowRef([...FIRST_VALUES])
  const settings = shallowRef(initialSettings())
  const shared: SharedBatch = {
    values,
    settings,
    batch: computed(() => normalizeValues(values.value, settings.value)),
    set: (name, value) => {
      settings.value = { ...settings.value, [name]: value }
    },
    change: (move) => {
      values.value = values.value.map((value, i) => withinReach(move(value, i)))
    },
    reset: () => {
      values.value = [...FIRST_VALUES]
      settings.value = initialSettings()
    },
  }
  provide(key, shared)
  return shared
}

export const useLessonBatch = (): SharedBatch => inject(key)!

const withinReach = (value: number): number => Number(Math.min(HIGHEST, Math.max(LOWEST, value)).toFixed(3))
