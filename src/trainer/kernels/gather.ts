import { at, set, set4 } from './memory'

/**
 * Rows `indices` [R·B] (int32) of a uint8 data set [N, D] as float32 (u/255 − mean)/std, torchvision's arithmetic,
 * and their labels [R·B] (int32).
 */
export function gather(data: usize, labels: usize, indices: usize, x: usize, y: usize, rows: i32, D: i32, mean: f32, std: f32): void {
  const vectors = D & ~7
  const full = f32x4.splat(255)
  const means = f32x4.splat(mean)
  const stds = f32x4.splat(std)
  for (let i = 0; i < rows; i++) {
    const index = <usize>load<u32>(at(indices, i))
    const source = data + index * <usize>D
    const target = at(x, i * D)
    let c = 0
    for (; c < vectors; c += 8) {
      const words = v128.load_ext<u8>(source + c)
      const low = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words))
      const high = f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(words))
      set4(target, c, f32x4.div(f32x4.sub(f32x4.div(low, full), means), stds))
      set4(target, c + 4, f32x4.div(f32x4.sub(f32x4.div(high, full), means), stds))
    }
    for (; c < D; c++) set(target, c, (<f32>load<u8>(source + c) / 255 - mean) / std)
    store<i32>(at(y, i), <i32>load<u8>(labels + index))
  }
}
