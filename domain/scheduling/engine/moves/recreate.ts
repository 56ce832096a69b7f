import type { Editor } from '../editor.ts';
import type { GroupMoves } from '../groups/group-moves.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import type { Journal } from '../routes/journal.ts';
import type { Routes } from '../routes/routes.ts';
import type { Finder } from './cache.ts';

/** What putting jobs back may do. */
export interface Allowance {
  /** How many times its absence a job may cost; jobs that pay only together need more than one. */
  readonly patience: number;
  /** The price at which a trial cannot be kept any more. */
  readonly left: number;
  /** The first plan takes back what turns out not to fit, and goes on. */
  readonly isFirst: boolean;
}

/** What putting jobs back needs around it. */
export interface RecreateDeps {
  readonly routes: Routes;
  readonly editor: Editor;
  readonly journal: Journal;
  readonly empty: EmptySlots;
  readonly finder: Finder;
  /** Null when no job is bound to another. */
  readonly groups: GroupMoves | null;
}

/** Puts jobs back one after another, each where it costs least (the recreate of SISR). */
export class Recreate {
  readonly #deps: RecreateDeps;

  constructor(deps: RecreateDeps) {
    this.#deps = deps;
  }

  /** False as soon as the trial is lost: it has spent more than it may, as what is still to come can only cost more. */
  putBack(jobs: Int32Array, count: number, may: Allowance): boolean {
    const { routes, finder, groups, journal, editor, empty } = this.#deps;
    const { model } = routes;
    const { absence } = model.node;
    let left = may.left;
    for (let index = 0; index < count; index++) {
      const job = jobs[index]!;
      if (groups !== null && model.groups.of[job]! >= 0) {
        groups.putBack(job);
        if (routes.isBroken && !this.#mend(job, may.isFirst)) return false;
        continue;
      }
      const limit = may.patience === Infinity ? may.patience : absence[job]! * may.patience;
      const isFound = finder.find(job, limit);
      left -= isFound ? finder.rise : absence[job]!;
      if (left < 0) return false;
      if (!isFound) continue;
      const slot = model.pairs.slot[finder.pair]!;
      journal.save(slot);
      editor.insert(job, finder.pair, finder);
      if (routes.work[slot] === 1) empty.update(slot);
      if (routes.isBroken && !this.#mend(job, may.isFirst)) return false;
    }
    return true;
  }

  // An insertion was judged too kindly (gaps between windows, hours of the day): in a trial that is the end of it.
  #mend(job: number, isFirst: boolean): boolean {
    if (!isFirst) return false;
    const { routes, groups, editor, empty } = this.#deps;
    if (groups !== null && routes.model.groups.of[job]! >= 0) groups.takeAll(job);
    else {
      const slot = routes.slotOf[job]!;
      routes.slotOf[job] = -1;
      editor.close(slot);
      empty.update(slot);
    }
    routes.isBroken = false;
    return true;
  }
}
