import { computed, shallowRef } from 'vue'
import type { DatasetInfo } from '../../../../domain/dataset.ts'
import { act } from '../../host.ts'
import { checkSendable } from '../../sendable.ts'
import { readIdxHeader } from './idx-header.ts'
import { recognizeFiles, roleProblems, ROLES, type Role, type Roles } from './idx-roles.ts'

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/

/** Four files on their way to become a data set: which is which, what is wrong, and the import itself. */
export function useIdxImport(onDone: (info: DatasetInfo) => void) {
  const roles = shallowRef<Roles>({})
  const leftOut = shallowRef<string[]>([])
  const name = shallowRef('')
  const isImporting = shallowRef(false)
  const problem = shallowRef<string | null>(null)

  async function add(files: readonly File[]): Promise<void> {
    problem.value = null
    const given = await Promise.all(
      files.map(async (file) => ({ file, name: file.name, header: await readIdxHeader(file) })),
    )
    const recognized = recognizeFiles(given, roles.value)
    roles.value = recognized.roles
    leftOut.value = recognized.leftOut
  }

  function clear(role: Role): void {
    const { [role]: _, ...others } = roles.value
    roles.value = others
  }

  function reset(): void {
    roles.value = {}
    leftOut.value = []
    name.value = ''
    problem.value = null
  }

  async function start(): Promise<void> {
    isImporting.value = true
    problem.value = null
    try {
      checkSendable(
        ROLES.map((role) => roles.value[role]!.file),
        'bnw data import NAME',
      )
      const bytes = (role: Role): Promise<Uint8Array<ArrayBuffer>> => bytesOf(roles.value[role]!.file)
      const [trainImages, trainLabels, testImages, testLabels] = await Promise.all(ROLES.map(bytes))
      const files = {
        trainImages: trainImages!,
        trainLabels: trainLabels!,
        testImages: testImages!,
        testLabels: testLabels!,
      }
      const info = await act('datasets.import', { name: name.value, ...files })
      reset()
      onDone(info)
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error)
    }
    isImporting.value = false
  }

  const isNamed = computed(() => NAME.test(name.value))
  const problems = computed(() => [...leftOut.value, ...roleProblems(roles.value)])
  return {
    ...{ roles, name, isNamed, problems, problem, isImporting, add, clear, reset, start },
    canStart: computed(
      () =>
        isNamed.value && ROLES.every((role) => roles.value[role]) && roleProblems(roles.value).length === 0,
    ),
  }
}

const bytesOf = async (file: File): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.arrayBuffer())
