import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'
import { UnsentText } from '../../../src/renderer/src/components/experiment/unsent-text.ts'
import { useAutosave, type Autosave } from '../../../src/renderer/src/components/experiment/use-autosave.ts'

const stored = new Map<string, string>()
const storage = {
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, text: string) => void stored.set(key, text),
  removeItem: (key: string) => void stored.delete(key),
}
const unsent = () => new UnsentText(storage, 'notes')

/** What the host has, what it last told the page, and whether it takes anything. */
const notes = ref('')
const told = ref('')
/** The page asks a moment after it is hinted that something was saved. */
const TOLD_AFTER_MS = 250
let isTaking = true
/** Whether what is not taken arrives all the same, only its answer is lost. */
let isArriving = false
const reconnected = ref(0)
let scope: EffectScope

/** As when whoever reads comes to the page; what is typed waits for a moment to be saved. */
function open(kept = new UnsentText(storage, 'notes')): Autosave {
  scope = effectScope()
  told.value = notes.value
  const save = async (text: string): Promise<boolean> => {
    await nextTick()
    if (isTaking || isArriving) notes.value = text
    if (!isTaking) return false
    setTimeout(() => (told.value = notes.value), TOLD_AFTER_MS)
    return true
  }
  const read = () => Promise.resolve(isTaking ? notes.value : null)
  return scope.run(() => useAutosave({ saved: () => told.value, read, save, unsent: kept, reconnected }))!
}

async function type(autosave: Autosave, text: string): Promise<void> {
  autosave.text.value = text
  await nextTick()
}

/** As when the tab is closed or the machine stops: nothing of the page is asked any more. */
function killTab(): void {
  vi.clearAllTimers()
}

beforeEach(() => {
  vi.useFakeTimers()
  stored.clear()
  notes.value = ''
  isTaking = true
  isArriving = false
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

test('a text is saved a moment after it was typed, and nothing is kept of it', async () => {
  const autosave = open()
  await type(autosave, 'BN is ahead.')
  expect([autosave.state.value, unsent().kept()]).toEqual(['changed', { text: 'BN is ahead.', over: '' }])
  await vi.runAllTimersAsync()
  expect([autosave.state.value, notes.value, unsent().kept()]).toEqual(['saved', 'BN is ahead.', null])
})

test('leaving saves at once', async () => {
  await type(open(), 'BN is ahead.')
  scope.stop()
  await vi.advanceTimersByTimeAsync(0)
  expect(notes.value).toBe('BN is ahead.')
})

test('a text that was not saved is there again, and is saved', async () => {
  await type(open(), 'BN is ahead.')
  killTab()
  const again = open()
  expect(again.text.value).toBe('BN is ahead.')
  await vi.runAllTimersAsync()
  expect([notes.value, unsent().kept()]).toEqual(['BN is ahead.', null])
})

test('a text that was saved after all is not brought back', async () => {
  await type(open(), 'BN is ahead.')
  killTab()
  notes.value = 'BN is ahead.'
  const again = open()
  expect([again.left.value, again.state.value, unsent().kept()]).toEqual([null, 'saved', null])
})

test('what could not be saved stays kept, and is saved when it is tried again', async () => {
  const autosave = open()
  isTaking = false
  await type(autosave, 'BN is ahead.')
  await vi.runAllTimersAsync()
  expect([autosave.state.value, unsent().kept()?.text]).toEqual(['failed', 'BN is ahead.'])
  isTaking = true
  autosave.retry()
  await vi.runAllTimersAsync()
  expect([autosave.state.value, notes.value, unsent().kept()]).toEqual(['saved', 'BN is ahead.', null])
})

test('what could not be saved is saved when the host is back', async () => {
  const autosave = open()
  isTaking = false
  await type(autosave, 'BN is ahead.')
  await vi.runAllTimersAsync()
  isTaking = true
  reconnected.value++
  await vi.runAllTimersAsync()
  expect([autosave.state.value, notes.value]).toEqual(['saved', 'BN is ahead.'])
})

describe('when the host is back', () => {
  /** As when the host goes and comes back, and another window was the first to save. */
  async function overtaken(autosave: Autosave, typed: string, theirs: string): Promise<void> {
    isTaking = false
    await type(autosave, typed)
    await vi.runAllTimersAsync()
    notes.value = theirs
    isTaking = true
    reconnected.value++
    await vi.runAllTimersAsync()
  }

  test('what was saved elsewhere meanwhile stays, and what was written here is offered', async () => {
    const autosave = open()
    await overtaken(autosave, 'mine', 'theirs')
    expect([notes.value, autosave.text.value, autosave.left.value]).toEqual(['theirs', 'theirs', 'mine'])
    expect([autosave.state.value, unsent().kept()?.text]).toEqual(['saved', 'mine'])
    autosave.settle(true)
    await vi.runAllTimersAsync()
    expect([notes.value, unsent().kept()]).toEqual(['theirs\n\nmine', null])
  })

  test('what was left before is offered with it', async () => {
    const autosave = open()
    await overtaken(autosave, 'mine', 'theirs')
    await overtaken(autosave, 'theirs, and more', 'nothing of that')
    const both = 'mine\n\ntheirs, and more'
    expect([autosave.text.value, autosave.left.value]).toEqual(['nothing of that', both])
    expect(unsent().kept()?.text).toBe(both)
  })

  test('what arrived from here, with its answer lost, was not saved elsewhere', async () => {
    const autosave = open()
    isTaking = false
    isArriving = true
    await type(autosave, 'BN')
    await vi.runAllTimersAsync()
    isArriving = false
    await type(autosave, 'BN is ahead.')
    await vi.runAllTimersAsync()
    isTaking = true
    reconnected.value++
    await vi.runAllTimersAsync()
    expect([notes.value, autosave.left.value, unsent().kept()]).toEqual(['BN is ahead.', null, null])
  })
})

test('what is typed while a text is being saved is kept and saved after it', async () => {
  const autosave = open()
  await type(autosave, 'BN')
  vi.advanceTimersByTime(600)
  await type(autosave, 'BN is ahead.')
  await vi.advanceTimersByTimeAsync(0)
  expect(unsent().kept()?.text).toBe('BN is ahead.')
  await vi.runAllTimersAsync()
  expect([autosave.state.value, notes.value]).toEqual(['saved', 'BN is ahead.'])
})

describe('in the moment after a save, before the page is told of it', () => {
  async function justSaved(): Promise<Autosave> {
    notes.value = 'BN'
    const autosave = open()
    await type(autosave, 'BN is')
    await vi.advanceTimersByTimeAsync(600)
    expect([autosave.state.value, notes.value, told.value]).toEqual(['saved', 'BN is', 'BN'])
    return autosave
  }

  test('an undo is saved, and stays', async () => {
    const autosave = await justSaved()
    await type(autosave, 'BN')
    await vi.runAllTimersAsync()
    expect([autosave.state.value, autosave.text.value, notes.value]).toEqual(['saved', 'BN', 'BN'])
  })

  test('what is typed on is taken up later as one text', async () => {
    await type(await justSaved(), 'BN is ahead.')
    killTab()
    const again = open()
    expect([again.left.value, again.text.value]).toEqual([null, 'BN is ahead.'])
  })
})

test('what is saved elsewhere is shown, where nothing is being changed here', async () => {
  const autosave = open()
  told.value = notes.value = 'theirs'
  await vi.runAllTimersAsync()
  expect([autosave.state.value, autosave.text.value, unsent().kept()]).toEqual(['saved', 'theirs', null])
})

describe('where the notes were changed elsewhere meanwhile', () => {
  async function reopened(): Promise<Autosave> {
    await type(open(), 'mine')
    killTab()
    notes.value = 'theirs'
    return open()
  }

  test('what was not saved is offered, and stays kept until that is settled', async () => {
    const again = await reopened()
    expect([again.text.value, again.left.value]).toEqual(['theirs', 'mine'])
    await type(again, 'theirs, and more')
    await vi.runAllTimersAsync()
    expect([notes.value, unsent().kept()?.text]).toEqual(['theirs, and more', 'mine'])
  })

  test('it is put under them', async () => {
    const again = await reopened()
    again.settle(true)
    await vi.runAllTimersAsync()
    expect([notes.value, again.left.value, unsent().kept()]).toEqual(['theirs\n\nmine', null, null])
  })

  test('or it is dropped', async () => {
    const again = await reopened()
    again.settle(false)
    await vi.runAllTimersAsync()
    expect([notes.value, again.left.value, unsent().kept()]).toEqual(['theirs', null, null])
  })
})

test('where nothing can be stored a text is saved all the same', async () => {
  const refuse = () => {
    throw new Error('refused')
  }
  const autosave = open(new UnsentText({ getItem: refuse, setItem: refuse, removeItem: refuse }, 'notes'))
  await type(autosave, 'BN is ahead.')
  await vi.runAllTimersAsync()
  expect([autosave.state.value, notes.value]).toEqual(['saved', 'BN is ahead.'])
})
