import type { Routes } from './routes.ts';
import { packBounds } from '../groups/bounds.ts';

/**
 * The nodes of every slot, -1 after each slot's last, then the bounds of bound jobs as triples: how plans are kept and
 * handed from worker to worker.
 */
export type PackedPlan = Int32Array;

/** Keeps the best plan; only routes that changed since the last time are copied. */
export class Snapshot {
  readonly #routes: Routes;
  readonly #kept: Int32Array[];
  readonly #seen: Int32Array;
  #bounds: readonly number[] = [];

  constructor(routes: Routes) {
    this.#routes = routes;
    this.#kept = Array.from({ length: routes.model.slots }, () => new Int32Array(0));
    this.#seen = new Int32Array(routes.model.slots).fill(-1);
  }

  /** Copies the routes as they are now. */
  take(): void {
    const { version, size, stride, node } = this.#routes;
    if (this.#routes.model.groups.groups.length > 0) this.#bounds = packBounds(this.#routes);
    for (let slot = 0; slot < version.length; slot++) {
      if (this.#seen[slot] === version[slot]) continue;
      this.#seen[slot] = version[slot]!;
      const from = slot * stride + 1;
      this.#kept[slot] = node.slice(from, from + size[slot]!);
    }
  }

  /** The plan kept, for others. */
  packed(): PackedPlan {
    return Int32Array.from([...this.#kept.flatMap((nodes) => [...nodes, -1]), ...this.#bounds]);
  }
}
