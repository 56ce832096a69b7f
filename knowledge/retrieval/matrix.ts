/** A tall matrix with few columns, its rows side by side in one typed array. */
export interface Tall {
  readonly rows: number;
  readonly width: number;
  readonly cells: Float32Array;
}

/** A matrix of zeros. */
export const tall = (rows: number, width: number): Tall => ({
  rows,
  width,
  cells: new Float32Array(rows * width),
});

/**
 * Makes the columns orthonormal (modified Gram-Schmidt, each column twice, which keeps them so in single precision). A column that
 * depends on those before it becomes zero.
 */
export function orthonormalise(matrix: Tall): void {
  for (let column = 0; column < matrix.width; column++) {
    for (let again = 0; again < 2; again++)
      for (let before = 0; before < column; before++)
        subtract(matrix, { from: column, what: before, times: dot(matrix, column, before) });
    const length = Math.sqrt(dot(matrix, column, column));
    scaleColumn(matrix, column, length > 1e-6 ? 1 / length : 0);
  }
}

/** The products of all pairs of columns, as a square matrix row by row. */
export function columnProducts(matrix: Tall): Float64Array {
  const { width, cells } = matrix;
  const products = new Float64Array(width * width);
  for (let row = 0; row < cells.length; row += width)
    for (let a = 0; a < width; a++) {
      const value = cells[row + a]!;
      if (value !== 0)
        for (let b = 0; b < width; b++)
          products[a * width + b] = products[a * width + b]! + value * cells[row + b]!;
    }
  return products;
}

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations; column j of `vectors` belongs to
 * `values[j]`, largest value first.
 */
export function eigen(symmetric: Float64Array, size: number): { values: number[]; vectors: Float64Array } {
  const a = symmetric.slice();
  const v = new Float64Array(size * size);
  for (let at = 0; at < size; at++) v[at * size + at] = 1;
  for (let sweep = 0; sweep < 15; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, { size, p, q });
  const order = Array.from({ length: size }, (_, at) => at).sort(
    (x, y) => a[y * size + y]! - a[x * size + x]!,
  );
  const vectors = new Float64Array(size * size);
  for (const [to, from] of order.entries())
    for (let row = 0; row < size; row++) vectors[row * size + to] = v[row * size + from]!;
  return { values: order.map((at) => a[at * size + at]!), vectors };
}

interface Pair {
  readonly size: number;
  readonly p: number;
  readonly q: number;
}

function rotate(a: Float64Array, v: Float64Array, { size, p, q }: Pair): void {
  const off = a[p * size + q]!;
  if (Math.abs(off) < 1e-14) return;
  const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * off);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let at = 0; at < size; at++) turn(a, { x: at * size + p, y: at * size + q, cosine, sine });
  for (let at = 0; at < size; at++) turn(a, { x: p * size + at, y: q * size + at, cosine, sine });
  for (let at = 0; at < size; at++) turn(v, { x: at * size + p, y: at * size + q, cosine, sine });
}

function turn(cells: Float64Array, by: { x: number; y: number; cosine: number; sine: number }): void {
  const x = cells[by.x]!;
  const y = cells[by.y]!;
  cells[by.x] = by.cosine * x - by.sine * y;
  cells[by.y] = by.sine * x + by.cosine * y;
}

function dot({ width, cells }: Tall, a: number, b: number): number {
  let sum = 0;
  for (let row = 0; row < cells.length; row += width) sum += cells[row + a]! * cells[row + b]!;
  return sum;
}

function subtract({ width, cells }: Tall, by: { from: number; what: number; times: number }): void {
  for (let row = 0; row < cells.length; row += width)
    cells[row + by.from] = cells[row + by.from]! - by.times * cells[row + by.what]!;
}

function scaleColumn({ width, cells }: Tall, column: number, by: number): void {
  for (let at = column; at < cells.length; at += width) cells[at] = cells[at]! * by;
}
