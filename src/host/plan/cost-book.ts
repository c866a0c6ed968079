import { createHash } from 'node:crypto'
import os from 'node:os'
import type { BackendChoice } from '../../contract/call-parts.ts'
import type { BackendName } from '../../contract/trainer.ts'
import type { Recipe } from '../../domain/recipe.ts'
import type { Store } from '../store/open-store.ts'
import { shapeKey } from './shape-key.ts'
import type { ShapeCost } from './time-left.ts'

/** Costs with more trainers than this, or than there are cores, are not looked for. */
const MOST_TRAINERS = 64

/** What shapes cost on this machine, as they were measured; kept in the database, by machine and backend. */
export class CostBook {
  readonly #store: Store
  readonly #known = new Map<string, ShapeCost | null>()
  /** What was found nearest, until something is measured again. */
  readonly #nearest = new Map<string, ShapeCost | null>()
  /** Measured while others trained: too much, but better than nothing until the program ends. */
  readonly #rough = new Map<string, ShapeCost>()
  readonly #trainers: () => number

  /** @param trainers how many train at once: they share the machine, so a step costs more the more there are */
  constructor(store: Store, trainers: () => number) {
    this.#store = store
    this.#trainers = trainers
  }

  /** With as many trainers as there are now; null where the shape was never measured so. */
  costOf(recipe: Recipe, cohort: number, backend: BackendChoice): ShapeCost | null {
    return this.#costWith(this.#trainers(), shapeKey(recipe, cohort), usual(backend))
  }

  /**
   * The same, or what it cost with the nearest other number of trainers, or beside others that trained; null where it was
   * never measured.
   */
  nearestCostOf(recipe: Recipe, cohort: number, backend: BackendChoice): ShapeCost | null {
    const [key, name, now] = [shapeKey(recipe, cohort), usual(backend), this.#trainers()]
    const place = `${key} ${name} ${now}`
    const known = this.#nearest.get(place)
    if (known !== undefined) return known
    const most = Math.max(MOST_TRAINERS, os.availableParallelism(), now)
    const counts = Array.from({ length: most }, (_, index) => index + 1)
    const nearestFirst = counts.sort((a, b) => Math.abs(a - now) - Math.abs(b - now))
    let nearest: ShapeCost | null = null
    for (const trainers of nearestFirst) nearest ??= this.#costWith(trainers, key, name)
    nearest ??= this.#rough.get(`${key} ${name}`) ?? null
    this.#nearest.set(place, nearest)
    return nearest
  }

  save(key: string, backend: BackendName, cost: ShapeCost): void {
    const place = placeOf(this.#trainers(), key, backend)
    this.#known.set(Object.values(place).join(' '), cost)
    this.#nearest.clear()
    // In a database that is only read, what was measured is known as long as this process lives.
    if (this.#store.readOnlyReason === null) this.#store.calibrations.save(place, cost, Date.now())
  }

  /** What a shape cost beside others that trained. It counts only where nothing better is known, and is not stored. */
  saveRough(key: string, backend: BackendName, cost: ShapeCost): void {
    this.#rough.set(`${key} ${backend}`, cost)
    this.#nearest.clear()
  }

  #costWith(trainers: number, key: string, backend: BackendName): ShapeCost | null {
    const place = placeOf(trainers, key, backend)
    const name = Object.values(place).join(' ')
    if (!this.#known.has(name)) this.#known.set(name, this.#store.calibrations.get(place)?.cost ?? null)
    return this.#known.get(name)!
  }
}

function placeOf(trainers: number, shapeKey: string, backend: BackendName) {
  return { machine: machineKey(trainers), backend, shapeKey }
}

const machineKeys = new Map<number, string>()

function machineKey(trainers: number): string {
  const known = machineKeys.get(trainers)
  if (known !== undefined) return known
  const machine = [os.cpus()[0]?.model, os.availableParallelism(), os.totalmem(), trainers]
  const key = createHash('sha256').update(JSON.stringify(machine)).digest('hex').slice(0, 16)
  machineKeys.set(trainers, key)
  return key
}

/** `auto` is wasm wherever that runs. */
function usual(backend: BackendChoice): BackendName {
  return backend === 'auto' ? 'wasm' : backend
}
