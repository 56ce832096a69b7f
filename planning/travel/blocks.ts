/** What one request to a routing service may hold. */
export interface BlockLimits {
  readonly cells: number;
  readonly origins: number;
  readonly destinations: number;
  /** Origins and destinations together, where the service counts coordinates. */
  readonly places?: number;
  /** Never more origins than destinations. */
  readonly wide?: boolean;
}

/** Rows and columns of a matrix that are asked in one request. */
export interface Block {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/**
 * Cuts a matrix into as few requests as the limits allow, of even sizes. Every shape of block is tried, because the best
 * one depends on the matrix: a square wants square blocks, a single new column wants tall ones.
 */
export function blocksOf(size: { rows: number; columns: number }, limits: BlockLimits): Block[] {
  const { rows, columns } = size;
  if (rows === 0 || columns === 0) return [];
  let best = { count: Number.POSITIVE_INFINITY, height: 1, width: 1 };
  for (let width = 1; width <= Math.min(columns, limits.destinations); width++) {
    const narrowest = Math.floor(columns / Math.ceil(columns / width));
    const height = Math.min(tallest(rows, width, limits), limits.wide ? narrowest : rows);
    if (height < 1) break;
    const count = Math.ceil(rows / height) * Math.ceil(columns / width);
    if (count < best.count) best = { count, height, width };
  }
  const across = chunks(columns, best.width);
  return chunks(rows, best.height).flatMap((chunk) =>
    across.map((other) => ({ rows: chunk, columns: other })),
  );
}

function tallest(rows: number, width: number, limits: BlockLimits): number {
  const byPlaces = limits.places === undefined ? rows : limits.places - width;
  return Math.min(rows, limits.origins, Math.floor(limits.cells / width), byPlaces);
}

function chunks(length: number, most: number): number[][] {
  const parts = Math.ceil(length / most);
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * length) / parts);
    const to = Math.floor(((part + 1) * length) / parts);
    return Array.from({ length: to - from }, (_, index) => from + index);
  });
}

/** Two halves of a block along its longer side, for a service that refused the whole; none when it is a single cell. */
export function halves({ rows, columns }: Block): Block[] {
  if (rows.length * columns.length < 2) return [];
  if (rows.length >= columns.length) {
    const middle = rows.length >> 1;
    return [
      { rows: rows.slice(0, middle), columns },
      { rows: rows.slice(middle), columns },
    ];
  }
  const middle = columns.length >> 1;
  return [
    { rows, columns: columns.slice(0, middle) },
    { rows, columns: columns.slice(middle) },
  ];
}
