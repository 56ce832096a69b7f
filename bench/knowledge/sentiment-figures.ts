/** The three classes of the labelled sets, worst first. */
export const sorts = ['negative', 'neutral', 'positive'] as const;

/** One of the three classes. */
export type Sort = (typeof sorts)[number];

/** Pearson's correlation of two rows of numbers. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (row: readonly number[]) => row.reduce((sum, each) => sum + each, 0) / row.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let both = 0;
  let squareA = 0;
  let squareB = 0;
  for (const [at, each] of a.entries()) {
    const other = b[at]! - meanB;
    both += (each - meanA) * other;
    squareA += (each - meanA) ** 2;
    squareB += other ** 2;
  }
  return both / Math.sqrt(squareA * squareB);
}

/** Mean of the F1 of the three classes. */
export function macroF1(found: readonly Sort[], wanted: readonly Sort[]): number {
  const scores = sorts.map((sort) => {
    const hits = found.filter((each, at) => each === sort && wanted[at] === sort).length;
    const named = found.filter((each) => each === sort).length;
    const there = wanted.filter((each) => each === sort).length;
    return hits === 0 ? 0 : (2 * hits) / (named + there);
  });
  return scores.reduce((sum, score) => sum + score, 0) / sorts.length;
}

/** Area under the curve of hits against false alarms: how often one of the wanted outranks one of the others. */
export function areaUnder(scores: readonly number[], isWanted: readonly boolean[]): number {
  const order = [...scores.keys()].sort((a, b) => scores[a]! - scores[b]!);
  let ranks = 0;
  let wanted = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    for (const at of order.slice(from, to))
      if (isWanted[at]) {
        ranks += (from + to + 1) / 2;
        wanted++;
      }
    from = to;
  }
  return (ranks - (wanted * (wanted + 1)) / 2) / (wanted * (scores.length - wanted));
}
