import { describe, expect, test } from 'vitest'
import { npyFile } from '../../src/host/npy.ts'

const headerOf = (file: Uint8Array) => {
  const length = file[8]! + 256 * file[9]!
  return { text: Buffer.from(file.subarray(10, 10 + length)).toString('latin1'), dataAt: 10 + length }
}

describe('a .npy file', () => {
  test('begins with NumPy’s magic and version 1.0', () => {
    const file = npyFile(Uint8Array.of(1), [1])
    expect([...file.subarray(0, 8)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0])
  })

  test.each([
    [Uint8Array.of(1, 2, 255), '|u1', [3], '(3,)'],
    [Int32Array.of(-1, 2 ** 31 - 1), '<i4', [1, 2], '(1, 2,)'],
    [Float32Array.of(0.1, NaN, -Infinity, 1e-40), '<f4', [2, 2], '(2, 2,)'],
    [Float64Array.of(Math.PI), '<f8', [1, 1, 1], '(1, 1, 1,)'],
    [Float32Array.of(), '<f4', [0], '(0,)'],
  ])('describes %o as %s', (values, description, shape, tuple) => {
    const { text } = headerOf(npyFile(values, shape))
    expect(text.trimEnd()).toBe(`{'descr': '${description}', 'fortran_order': False, 'shape': ${tuple}, }`)
    expect(text.at(-1)).toBe('\n')
  })

  test('holds the bytes of the array from a multiple of 64 on, whatever the length of the header', () => {
    for (let digits = 0; digits < 9; digits++) {
      const values = Float32Array.of(0.1, -2)
      const file = npyFile(values, [2, ...Array.from({ length: 3 * digits }, () => 1)])
      const { dataAt } = headerOf(file)
      expect(dataAt % 64).toBe(0)
      expect(file.subarray(dataAt)).toEqual(new Uint8Array(values.buffer))
    }
  })

  test('holds only the part of a buffer that a view shows', () => {
    const file = npyFile(Uint8Array.of(1, 2, 3, 4).subarray(1, 3), [2])
    expect([...file.subarray(headerOf(file).dataAt)]).toEqual([2, 3])
  })

  test('is refused for a shape of another size', () => {
    expect(() => npyFile(Uint8Array.of(1, 2), [3])).toThrow('An array of shape [3] has 3 elements, not 2')
  })
})
