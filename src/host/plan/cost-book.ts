import { createHash } from 'node:crypto'
import os from 'node:os'
import type { BackendChoice } from '../../contract/host.ts'
import type { BackendName } from '../../contract/trainer.ts'
import type { Recipe } from '../../domain/recipe.ts'
import type { Store } from '../store/open-store.ts'
import { shapeKey } from './shape-key.ts'
import type { ShapeCost } from './time-left.ts'

/** What shapes cost on this machine, as they were measured; kept in the database, by machine and backend. */
export class CostBook {
  readonly #store: Store
  readonly #known = new Map<string, ShapeCost | null>()
  readonly #trainers: () => number

  /** @param trainers how many train at once: they share the machine, so a step costs more the more there are */
  constructor(store: Store, trainers: () => number) {
    this.#store = store
    this.#trainers = trainers
  }

  /** Null where the shape was never measured. */
  costOf(recipe: Recipe, cohort: number, backend: BackendChoice): ShapeCost | null {
    const place = this.#place(shapeKey(recipe, cohort), usual(backend))
    const key = JSON.stringify(place)
    if (!this.#known.has(key)) this.#known.set(key, this.#store.calibrations.get(place)?.cost ?? null)
    return this.#known.get(key)!
  }

  save(key: string, backend: BackendName, cost: ShapeCost): void {
    const place = this.#place(key, backend)
    this.#known.set(JSON.stringify(place), cost)
    this.#store.calibrations.save(place, cost, Date.now())
  }

  #place(key: string, backend: BackendName) {
    return { machine: machineKey(this.#trainers()), backend, shapeKey: key }
  }
}

function machineKey(trainers: number): string {
  const machine = [os.cpus()[0]?.model, os.availableParallelism(), os.totalmem(), trainers]
  return createHash('sha256').update(JSON.stringify(machine)).digest('hex').slice(0, 16)
}

/** `auto` is wasm wherever that runs. */
function usual(backend: BackendChoice): BackendName {
  return backend === 'auto' ? 'wasm' : backend
}
