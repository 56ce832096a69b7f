import type { Legs, NodeTable } from '../model.ts';

/** The nearest jobs of each job, itself first: rows of `width`. */
export interface Neighbours {
  readonly width: number;
  readonly job: Int32Array;
}

/**
 * Lists for each job the jobs near it by the price of the way there and back. A ruin asks only for as many as it takes
 * to meet a few routes, so the lists are cut at `most`, which keeps memory linear.
 */
export function nearestJobs(legs: Legs, node: NodeTable, jobs: number, most = 256): Neighbours {
  const width = Math.min(jobs, most);
  const table = new Int32Array(jobs * width);
  const keys = new Float64Array(jobs);
  for (let job = 0; job < jobs; job++) {
    const line = node.place[job]! * legs.places;
    for (let other = 0; other < jobs; other++) {
      const place = node.place[other]!;
      const price = other === job ? -1 : legs.costTo[line + place]! + legs.costFrom[line + place]!;
      keys[other] = price * jobs + other; // one number sorts by price, then by job
    }
    keepSmallest(keys, jobs, width);
    const nearest = keys.subarray(0, width).sort();
    // The remainder is the job also for the price of -1 (the job itself): -jobs + other.
    for (let rank = 0; rank < width; rank++) {
      const key = nearest[rank]!;
      table[job * width + rank] = key < 0 ? job : key % jobs;
    }
  }
  return { width, job: table };
}

/** Moves the `count` smallest keys to the front, in any order (Hoare's selection). */
export function keepSmallest(keys: Float64Array, length: number, count: number): void {
  let low = 0;
  let high = length - 1;
  while (low < high && count < length) {
    const pivot = keys[(low + high) >> 1]!;
    let left = low;
    let right = high;
    while (left <= right) {
      while (keys[left]! < pivot) left++;
      while (keys[right]! > pivot) right--;
      if (left > right) break;
      const swapped = keys[left]!;
      keys[left++] = keys[right]!;
      keys[right--] = swapped;
    }
    if (count - 1 <= right) high = right;
    else if (count - 1 >= left) low = left;
    else return;
  }
}
