import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packMessage, unpackMessage } from '../../src/contract/channels/message-pack.ts'

const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    // MessagePack's integers know no −0; in a typed array it stays what it is.
    fc.double().map((number) => (number === 0 ? 0 : number)),
    fc.maxSafeInteger(),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    fc.float32Array({ noNaN: false }),
    fc.float64Array({ noNaN: false }),
    fc.int32Array(),
    fc.uint8Array(),
  ),
  node: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('node')),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('node'),
      { noNullPrototype: true },
    ),
  ),
})).node

test('a message comes out as it went in, typed arrays of each kind included', () => {
  fc.assert(
    fc.property(value, (message) => {
      expect(unpackMessage(packMessage(message))).toEqual(message)
    }),
  )
})

test('a typed array that begins in the middle of its buffer arrives whole and alone', () => {
  const whole = Float32Array.of(1, 2, 3, 4)
  const { part } = unpackMessage(packMessage({ part: whole.subarray(1, 3) })) as { part: Float32Array }
  expect(part).toEqual(Float32Array.of(2, 3))
  expect(part.buffer.byteLength).toBe(8)
})

test('what is undefined is left out, and a function is refused in words', () => {
  expect(unpackMessage(packMessage({ a: undefined, b: 1 }))).toEqual({ b: 1 })
  expect(() => packMessage({ a: () => 1 })).toThrow(/could not be packed/)
})

test('random bytes never do more than fail', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        unpackMessage(bytes)
      } catch (error) {
        expect(error).toBeInstanceOf(Error)
      }
    }),
  )
})
