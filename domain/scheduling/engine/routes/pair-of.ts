import type { PairTable } from '../model.ts';

/** The pair of a job and a slot, -1 when the slot may not take the job. The slots of a job rise, so halving finds it. */
export function pairOf({ at, slot: slots }: PairTable, job: number, slot: number): number {
  let low = at[job]!;
  let high = at[job + 1]! - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = slots[middle]!;
    if (found === slot) return middle;
    if (found < slot) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
