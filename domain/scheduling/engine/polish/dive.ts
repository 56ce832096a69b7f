import type { Partition, PartitionTask } from './set-partition.ts';

interface Given {
  readonly price: Float64Array;
  readonly reduced: Float64Array;
  /** Columns that can be in a better choice. */
  readonly kept: readonly number[];
}

/** Depth first over the rows, the one with the fewest columns first; cheapest reduced cost first. */
export class Dive {
  readonly #task: PartitionTask;
  readonly #reduced: Float64Array;
  readonly #price: Float64Array;
  readonly #byRow: number[][];
  readonly #covered: Uint8Array;
  readonly #used: Int32Array;
  readonly #chosen: number[] = [];
  readonly #sum: number;
  #best: Partition | null = null;
  #upper: number;
  #nodes = 0;
  #below = 0;

  constructor(task: PartitionTask, { price, reduced, kept }: Given) {
    this.#task = task;
    this.#price = price;
    this.#reduced = reduced;
    this.#upper = task.upper;
    this.#byRow = Array.from({ length: task.rows }, () => []);
    const { at, rows } = task.columns;
    for (const c of [...kept].sort((a, b) => reduced[a]! - reduced[b]!)) {
      if (reduced[c]! < 0) this.#below += reduced[c]!;
      for (let i = at[c]!; i < at[c + 1]!; i++) this.#byRow[rows[i]!]!.push(c);
    }
    this.#covered = new Uint8Array(task.rows);
    this.#used = new Int32Array(task.most.length);
    this.#sum = price.reduce((sum, one) => sum + one, 0);
  }

  /** The best choice found within so many nodes; null when none is cheaper than what is known. */
  run(nodes: number): Partition | null {
    this.#nodes = nodes;
    this.#descend(this.#sum, this.#below);
    return this.#best;
  }

  #descend(bound: number, below: number): void {
    if (this.#nodes-- <= 0) return;
    const row = this.#hardest();
    if (row < 0) {
      if (bound >= this.#upper - 1e-6) return;
      this.#upper = bound;
      this.#best = { chosen: [...this.#chosen], cost: bound };
      return;
    }
    const { at, rows, kind } = this.#task.columns;
    for (const c of this.#byRow[row]!) {
      const rest = below - Math.min(0, this.#reduced[c]!);
      if (bound + this.#reduced[c]! + rest >= this.#upper - 1e-6) break;
      if (!this.#isFree(c)) continue;
      for (let i = at[c]!; i < at[c + 1]!; i++) this.#covered[rows[i]!] = 1;
      this.#used[kind[c]!]!++;
      this.#chosen.push(c);
      this.#descend(bound + this.#reduced[c]!, rest);
      this.#chosen.pop();
      this.#used[kind[c]!]!--;
      for (let i = at[c]!; i < at[c + 1]!; i++) this.#covered[rows[i]!] = 0;
      if (this.#nodes <= 0) return;
    }
    const left = this.#task.absence[row]! - this.#price[row]!;
    if (bound + left + below >= this.#upper - 1e-6) return;
    this.#covered[row] = 1;
    this.#descend(bound + left, below);
    this.#covered[row] = 0;
  }

  #isFree(c: number): boolean {
    const { at, rows, kind } = this.#task.columns;
    if (this.#used[kind[c]!]! >= this.#task.most[kind[c]!]!) return false;
    for (let i = at[c]!; i < at[c + 1]!; i++) if (this.#covered[rows[i]!] === 1) return false;
    return true;
  }

  #hardest(): number {
    let fewest = Infinity;
    let hardest = -1;
    for (let row = 0; row < this.#task.rows; row++) {
      if (this.#covered[row] === 1) continue;
      let count = 0;
      for (const c of this.#byRow[row]!) if (this.#isFree(c) && ++count >= fewest) break;
      if (count < fewest) {
        fewest = count;
        hardest = row;
        if (count === 0) break;
      }
    }
    return hardest;
  }
}
