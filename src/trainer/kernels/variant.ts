// Replaced by the build, which makes one module of these sources for each variant.

/** Columns of a tile of the matrix product: 8, or 16 where the engine pairs vectors into 256-bit ones. */
export const TILE_COLUMNS: i32 = 8
