import type { Model } from '../model.ts';
import type { Routes } from '../routes/routes.ts';

/**
 * The bounds of bound jobs' starts, which routes read instead of the windows. Once such a job is planned its bounds keep
 * it where its partners need it, so that every other route may change without looking at them.
 */
export class GroupBounds {
  readonly #routes: Routes;
  readonly #saved: number[] = [];

  constructor(routes: Routes) {
    this.#routes = routes;
  }

  /** Starts a trial that `undo` can take back. */
  begin(): void {
    this.#saved.length = 0;
  }

  set(job: number, open: number, close: number): void {
    const routes = this.#routes;
    this.#saved.push(job, routes.open[job]!, routes.close[job]!);
    routes.open[job] = open;
    routes.close[job] = close;
  }

  /** Back to the job's own windows. */
  free(job: number): void {
    const { node } = this.#routes.model;
    this.set(job, node.open[job]!, node.close[job]!);
  }

  undo(): void {
    const { open, close } = this.#routes;
    for (let index = this.#saved.length - 3; index >= 0; index -= 3) {
      const job = this.#saved[index]!;
      open[job] = this.#saved[index + 1]!;
      close[job] = this.#saved[index + 2]!;
    }
    this.#saved.length = 0;
  }
}

/** Bounds of planned bound jobs as triples (job, open, close), which a packed plan carries along. */
export function packBounds({ model, slotOf, open, close }: Routes): number[] {
  return boundJobs(model).flatMap((job) => (slotOf[job] === -1 ? [] : [job, open[job]!, close[job]!]));
}

/** Takes over what `packBounds` wrote; jobs not named get their own windows back. */
export function unpackBounds({ model, open, close }: Routes, triples: Int32Array): void {
  for (const job of boundJobs(model)) {
    open[job] = model.node.open[job]!;
    close[job] = model.node.close[job]!;
  }
  for (let index = 0; index + 2 < triples.length; index += 3) {
    const job = triples[index]!;
    if (model.groups.of[job]! < 0) continue;
    open[job] = Math.max(triples[index + 1]!, model.node.open[job]!);
    close[job] = Math.min(triples[index + 2]!, model.node.close[job]!);
  }
}

const boundJobs = ({ groups }: Model): number[] => groups.groups.flatMap(({ members }) => [...members]);

/** True when what is planned of a group keeps to its rules, whatever other routes do within their bounds. */
export function isSound({ model, slotOf, open, close }: Routes, group: number): boolean {
  const { service } = model.node;
  return model.groups.groups[group]!.units.every(({ jobs, before }) => {
    const planned = jobs.filter((job) => slotOf[job] !== -1);
    if (planned.length === 0) return true;
    if (planned.length < jobs.length) return false;
    const people = new Set([...jobs].map((job) => model.slot.resource[slotOf[job]!]));
    const isOnce =
      jobs.length === 1 ||
      (people.size === jobs.length &&
        jobs.every((job) => open[job] === close[job] && open[job] === open[jobs[0]!]));
    const begin = Math.min(...[...jobs].map((job) => open[job]!));
    return isOnce && before.every((job) => slotOf[job] !== -1 && close[job]! + service[job]! <= begin);
  });
}
