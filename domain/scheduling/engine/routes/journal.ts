import type { Routes } from './routes.ts';

/** Remembers routes as they were before a trial changes them, so that a trial turned down costs only what it touched. */
export class Journal {
  readonly #routes: Routes;
  readonly #stamp: Int32Array;
  readonly #slots: Int32Array;
  readonly #cost: Float64Array;
  readonly #begin: Int32Array;
  readonly #load: Int32Array;
  #rows = new Int32Array(4096);
  #count = 0;
  #used = 0;
  #trial = 0;

  constructor(routes: Routes) {
    const { slots, stock } = routes.model;
    this.#routes = routes;
    this.#stamp = new Int32Array(slots);
    this.#slots = new Int32Array(slots);
    this.#cost = new Float64Array(slots);
    this.#begin = new Int32Array(slots);
    this.#load = new Int32Array(slots * stock.kinds);
  }

  /** Starts a trial: what is now is what `undo` goes back to. */
  begin(): void {
    this.#trial++;
    this.#count = 0;
    this.#used = 0;
  }

  /** The slots touched since `begin`. */
  touched(): Int32Array {
    return this.#slots.subarray(0, this.#count);
  }

  /** How much the prices of the touched routes rose. */
  rise(): number {
    let sum = 0;
    for (let index = 0; index < this.#count; index++) {
      sum += this.#routes.cost[this.#slots[index]!]! - this.#cost[index]!;
    }
    return sum;
  }

  /** Must be called before a route is changed. */
  save(slot: number): void {
    if (this.#stamp[slot] === this.#trial) return;
    this.#stamp[slot] = this.#trial;
    const routes = this.#routes;
    const index = this.#count++;
    const rows = routes.size[slot]! + 2;
    const { tables } = routes;
    const need = this.#used + rows * tables.length + 6;
    if (need > this.#rows.length) this.#widen(need);
    const kept = this.#rows;
    let to = this.#used;
    kept[to++] = routes.size[slot]!;
    kept[to++] = routes.work[slot]!;
    kept[to++] = routes.version[slot]!;
    kept[to++] = routes.span[slot]!;
    kept[to++] = routes.idle[slot]!;
    kept[to++] = routes.depotRow[slot]!;
    const base = slot * routes.stride;
    for (let column = 0; column < tables.length; column++) {
      const table = tables[column]!;
      for (let row = base; row < base + rows; row++) kept[to++] = table[row]!;
    }
    this.#used = to;
    this.#slots[index] = slot;
    this.#begin[index] = to - rows * tables.length - 6;
    this.#cost[index] = routes.cost[slot]!;
    const { kinds } = routes.model.stock;
    for (let kind = 0; kind < kinds; kind++)
      this.#load[index * kinds + kind] = routes.load[slot * kinds + kind]!;
  }

  /** How many jobs, and how much time without waiting, a touched route held before. */
  workBefore(index: number): number {
    return this.#rows[this.#begin[index]! + 1]!;
  }

  spanBefore(index: number): number {
    return this.#rows[this.#begin[index]! + 3]!;
  }

  /** Puts all touched routes back. */
  undo(): void {
    const routes = this.#routes;
    const { jobs } = routes.model;
    for (let index = 0; index < this.#count; index++) {
      const base = this.#slots[index]! * routes.stride;
      const size = routes.size[this.#slots[index]!]!;
      for (let row = base + 1; row <= base + size; row++) {
        const one = routes.node[row]!;
        if (one < jobs) routes.slotOf[one] = -1;
      }
    }
    for (let index = 0; index < this.#count; index++) this.#restore(index);
  }

  #restore(index: number): void {
    const routes = this.#routes;
    const { jobs, stock } = routes.model;
    const kept = this.#rows;
    const slot = this.#slots[index]!;
    let from = this.#begin[index]!;
    const size = kept[from++]!;
    routes.size[slot] = size;
    routes.work[slot] = kept[from++]!;
    routes.version[slot] = kept[from++]!;
    routes.span[slot] = kept[from++]!;
    routes.idle[slot] = kept[from++]!;
    routes.depotRow[slot] = kept[from++]!;
    const base = slot * routes.stride;
    const { tables } = routes;
    for (let column = 0; column < tables.length; column++) {
      const table = tables[column]!;
      for (let row = base; row < base + size + 2; row++) table[row] = kept[from++]!;
    }
    for (let row = 1; row <= size; row++) {
      const one = routes.node[base + row]!;
      if (one >= jobs) continue;
      routes.slotOf[one] = slot;
      routes.rowOf[one] = row;
    }
    routes.cost[slot] = this.#cost[index]!;
    const { kinds } = stock;
    for (let kind = 0; kind < kinds; kind++)
      routes.load[slot * kinds + kind] = this.#load[index * kinds + kind]!;
  }

  #widen(need: number): void {
    const wide = new Int32Array(Math.max(need, this.#rows.length * 2));
    wide.set(this.#rows);
    this.#rows = wide;
  }
}
