/**
 * The problem as flat tables, which is what the solver's inner loops read. Nodes are jobs first, then breaks (one for
 * each shift that takes it), then depots. A slot is one shift of one resource, and carries one route. Times count from
 * the earliest shift, in the problem's unit.
 */
export interface Model {
  readonly jobs: number;
  readonly nodes: number;
  readonly slots: number;
  readonly legs: Legs;
  readonly node: NodeTable;
  readonly slot: SlotTable;
  readonly pairs: PairTable;
  readonly stock: StockTable;
  readonly weights: Weights;
  readonly groups: GroupTable;
  /** The slot that held each job in the earlier plan; -1 when none did. */
  readonly slotBefore: Int32Array;
  /** True when the cost or the feasibility of a route is more than the sum of its legs inside its windows. */
  readonly isTimed: boolean;
  /** True when durations of routes count or are limited. */
  readonly isSpanned: boolean;
  /** True when any stop has gaps between its windows. */
  readonly hasGaps: boolean;
  /** What is taken from every time of the problem. */
  readonly zero: number;
  /** Seconds in a unit of time. */
  readonly unit: number;
}

/**
 * Legs between places. `to` is read by the place gone to (row = to), `from` by the place left (row = from), so that all
 * legs of one job lie in one row; for symmetric travel the two are the same table. The last place is nowhere: free
 * to reach, it ends routes that may end anywhere.
 */
export interface Legs {
  readonly places: number;
  readonly timeTo: Int32Array;
  readonly timeFrom: Int32Array;
  readonly costTo: Int32Array;
  readonly costFrom: Int32Array;
  readonly distanceFrom: Int32Array | Float64Array;
  /** 24 factors by hour, or none. */
  readonly profile: Float64Array | null;
  /** The time within its day of the model's time 0, and the length of an hour, in units of time. */
  readonly dayStart: number;
  readonly hour: number;
}

export interface NodeTable {
  /** -1: where the stop before is (breaks). */
  readonly place: Int32Array;
  readonly service: Int32Array;
  /** Bounds of the start over all windows. */
  readonly open: Int32Array;
  readonly close: Int32Array;
  /** 1 when there are gaps between windows, which then stand from `windowAt[node]` on. */
  readonly isSplit: Uint8Array;
  readonly windowAt: Int32Array;
  readonly windowOpen: Int32Array;
  readonly windowClose: Int32Array;
  /** The search's price for leaving a job out, in units of cost, and its importance. */
  readonly absence: Float64Array;
  readonly importance: Float64Array;
  readonly dueBy: Int32Array;
  /** Start in the earlier plan, -1 when it had none. */
  readonly before: Int32Array;
  /** 1: stays where the lock says, is never taken out. */
  readonly isPinned: Uint8Array;
}

export interface SlotTable {
  readonly resource: Int32Array;
  readonly shift: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly open: Int32Array;
  /** The end of the shift, and the latest end with overtime. */
  readonly close: Int32Array;
  readonly latest: Int32Array;
  readonly overtimePrice: Float64Array;
  readonly maxJobs: Int32Array;
  readonly maxDuration: Int32Array;
  /** Slots of one class are alike in all that matters. */
  readonly class: Int32Array;
  readonly classes: number;
  /** Break nodes of a slot stand from `breakAt[slot]` up to `breakAt[slot + 1]`. */
  readonly breakAt: Int32Array;
}

/** Which slots may take which job, and what that costs beside travel: rows of job after job. */
export interface PairTable {
  readonly at: Int32Array;
  readonly slot: Int32Array;
  readonly cost: Float64Array;
}

/** Parts (consumed) in `kinds` columns and tools (kept) as a bit mask in `words` words. */
export interface StockTable {
  readonly kinds: number;
  readonly need: Int32Array;
  readonly carried: Int32Array;
  readonly words: number;
  readonly toolsNeeded: Int32Array;
  readonly toolsCarried: Int32Array;
  readonly depots: number;
}

/** Prices of the goals that depend on times or on a whole route, in units of leg cost. */
export interface Weights {
  readonly importance: number;
  /** What one unit of leg cost is in units of weight. */
  readonly leg: number;
  /** What one unit of time on the way is in units of leg cost; only where hours stretch the ways. */
  readonly legTime: number;
  readonly waiting: number;
  readonly lateness: number;
  readonly soonest: number;
  readonly overtime: number;
  readonly balance: number;
  readonly resources: number;
  readonly moved: number;
  /** A start that moves by no more than this counts as unchanged. */
  readonly movedSlack: number;
  /** How much one unit of importance outweighs everything else, when plans are compared. */
  readonly strict: number;
}

/** Jobs bound to each other: `together` (same start) and `after` (order). */
export interface GroupTable {
  /** By job; -1: bound to no other job. */
  readonly of: Int32Array;
  readonly groups: readonly { readonly members: Int32Array; readonly units: readonly GroupUnit[] }[];
}

/** Jobs that start together (often just one), and all that must have ended before. */
export interface GroupUnit {
  readonly jobs: Int32Array;
  readonly before: Int32Array;
}
