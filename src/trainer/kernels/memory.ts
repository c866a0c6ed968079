// The module lives inside memory that TensorFlow.js owns: every buffer is passed in by address, nothing is
// allocated here and no static data may appear (the build refuses it).

/** Address of the i-th float32 after `base`. */
@inline
export function at(base: usize, i: i32): usize {
  return base + ((<usize>i) << 2)
}

@inline
export function get(base: usize, i: i32): f32 {
  return load<f32>(at(base, i))
}

@inline
export function set(base: usize, i: i32, value: f32): void {
  store<f32>(at(base, i), value)
}

@inline
export function get4(base: usize, i: i32): v128 {
  return v128.load(at(base, i))
}

@inline
export function set4(base: usize, i: i32, value: v128): void {
  v128.store(at(base, i), value)
}

/** a·b + c: fused where relaxed SIMD exists, rounded twice where it doesn't. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(f32x4.mul(a, b), c)
}
