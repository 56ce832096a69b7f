import type { Model } from '../model.ts';

/**
 * All routes of a plan under work. Each slot owns a slice of `stride` rows in flat tables: row 0 is its start, then its
 * stops, then its end. For every row the earliest departure and the latest start are kept, so that a visit's insertion
 * is tested in constant time (Savelsbergh 1992); `version` tells caches whether a route is still the one they saw.
 */
export class Routes {
  readonly model: Model;
  stride: number;
  /** Job, break or depot; -1 at the start and the end. */
  node!: Int32Array;
  /** Where the row is. */
  at!: Int32Array;
  /** Cost of the way to the row. */
  leg!: Int32Array;
  /** Earliest departure; at the end earliest arrival. */
  dep!: Int32Array;
  /** Latest start of service; at the end latest arrival. */
  latest!: Int32Array;
  /** From the start of service of the row to the route's end: least time, and the earliest end; timed models only. */
  spanAfter!: Int32Array;
  endAfter!: Int32Array;
  /** Time of the way to the row, which hours may stretch; timed models only. */
  way!: Int32Array;
  /** From the route's begin to leaving the row: least time, and the latest begin; timed models only. */
  spanBefore!: Int32Array;
  beginBefore!: Int32Array;
  /** Bounds of each node's start: its windows' unless jobs bound to it made them narrower. */
  readonly open: Int32Array;
  readonly close: Int32Array;
  /** Stops of a slot, and how many of them are jobs. */
  readonly size: Int32Array;
  readonly work: Int32Array;
  readonly version: Int32Array;
  /** Price of each route with all it holds. */
  readonly cost: Float64Array;
  /** Parts used, up to the trip to a depot. */
  readonly load: Int32Array;
  /** Least time without waiting, and the waiting that cannot be avoided; timed models only. */
  readonly span: Int32Array;
  readonly idle: Int32Array;
  /** The row of the trip to a depot; 0 when there is none. */
  readonly depotRow: Int32Array;
  /** By node; -1 when the job is not planned. Breaks and depots always count as planned. */
  readonly slotOf: Int32Array;
  readonly rowOf: Int32Array;
  /** The pair (PairTable) that placed the job. */
  readonly pairOf: Int32Array;
  /** First empty slot of each class, the only empty one that is tried; empty slots after it are hidden. */
  readonly isHidden: Uint8Array;
  /** A removal made a way longer than its detour (no triangle inequality) and a visit late: the trial must be undone. */
  isBroken = false;
  #tables: Int32Array[];
  #versions = 0;

  constructor(model: Model, stride = 16) {
    const { slots, jobs } = model;
    this.model = model;
    this.stride = stride;
    this.#tables = Array.from({ length: model.isTimed ? 10 : 5 }, () => new Int32Array(slots * stride));
    this.#name();
    this.open = model.node.open.slice();
    this.close = model.node.close.slice();
    this.size = new Int32Array(slots);
    this.work = new Int32Array(slots);
    this.version = new Int32Array(slots);
    this.cost = new Float64Array(slots);
    this.load = new Int32Array(slots * model.stock.kinds);
    this.span = new Int32Array(slots);
    this.idle = new Int32Array(slots);
    this.depotRow = new Int32Array(slots);
    this.slotOf = new Int32Array(model.nodes).fill(-1, 0, jobs);
    this.rowOf = new Int32Array(model.nodes);
    this.pairOf = new Int32Array(jobs).fill(-1);
    this.isHidden = new Uint8Array(slots);
  }

  /** All tables of rows, for those who copy whole routes. */
  get tables(): readonly Int32Array[] {
    return this.#tables;
  }

  /** A number no route had before. */
  newVersion(): number {
    this.#versions++;
    return this.#versions;
  }

  /** Makes room for longer routes; every slice moves. */
  grow(rows: number): void {
    const { stride, model } = this;
    const wider = Math.max(stride * 2, rows);
    this.#tables = this.#tables.map((table) => {
      const wide = new Int32Array(model.slots * wider);
      for (let slot = 0; slot < model.slots; slot++) {
        wide.set(table.subarray(slot * stride, (slot + 1) * stride), slot * wider);
      }
      return wide;
    });
    this.#name();
    this.stride = wider;
  }

  /** The sum of all routes' prices. */
  total(): number {
    let sum = 0;
    for (let slot = 0; slot < this.cost.length; slot++) sum += this.cost[slot]!;
    return sum;
  }

  #name(): void {
    const none = new Int32Array(0);
    const named = (index: number): Int32Array => this.#tables[index] ?? none;
    this.node = named(0);
    this.at = named(1);
    this.leg = named(2);
    this.dep = named(3);
    this.latest = named(4);
    this.spanAfter = named(5);
    this.endAfter = named(6);
    this.spanBefore = named(7);
    this.beginBefore = named(8);
    this.way = named(9);
  }
}
