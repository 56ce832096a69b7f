import type { Editor } from '../editor.ts';
import type { StringRuin } from '../moves/ruin.ts';
import type { Random } from '../random.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import type { Journal } from '../routes/journal.ts';
import type { Routes } from '../routes/routes.ts';
import { GroupBounds } from './bounds.ts';
import { SlotChoice } from './slot-choice.ts';
import { startCandidates } from './start-candidates.ts';

/** What the moves of bound jobs need around them. */
export interface GroupDeps {
  readonly routes: Routes;
  readonly editor: Editor;
  readonly journal: Journal;
  readonly empty: EmptySlots;
  readonly random: Random;
}

/**
 * Takes bound jobs out and puts them back as one: a part alone would hold the others where they are. Each unit goes in
 * after those it waits for; then the earlier ones may be delayed up to its start, and no further.
 */
export class GroupMoves {
  readonly bounds: GroupBounds;
  readonly #deps: GroupDeps;
  readonly #choice: SlotChoice;
  readonly #stamp: Int32Array;
  #trial = 0;

  constructor(deps: GroupDeps) {
    this.#deps = deps;
    this.bounds = new GroupBounds(deps.routes);
    this.#choice = new SlotChoice(deps.routes, deps.editor.insertion);
    this.#stamp = new Int32Array(deps.routes.model.groups.groups.length);
  }

  begin(): void {
    this.#trial++;
    this.bounds.begin();
  }

  /** Takes out whatever is bound to the jobs of a ruin. */
  complete(ruin: StringRuin): void {
    const { routes } = this.#deps;
    const { of, groups } = routes.model.groups;
    const named = ruin.count;
    for (let index = 0; index < named; index++) {
      const group = of[ruin.jobs[index]!]!;
      if (group < 0 || this.#stamp[group] === this.#trial) continue;
      this.#stamp[group] = this.#trial;
      const known = ruin.jobs.subarray(0, ruin.count);
      for (const job of groups[group]!.members) {
        if (!known.includes(job)) ruin.jobs[ruin.count++] = job;
        this.#takeOut(job);
      }
    }
    this.#trial++; // the same stamps tell next which groups were put back
  }

  /** Takes the whole group of a job out. */
  takeAll(job: number): void {
    const { of, groups } = this.#deps.routes.model.groups;
    for (const member of groups[of[job]!]!.members) this.#takeOut(member);
  }

  #takeOut(job: number): void {
    const { routes, journal, editor, empty } = this.#deps;
    const slot = routes.slotOf[job]!;
    if (slot >= 0) {
      journal.save(slot);
      routes.slotOf[job] = -1;
      editor.close(slot);
      if (routes.work[slot] === 0) empty.update(slot);
    }
    this.bounds.free(job);
  }

  /** Puts the group of a job back, as far as it goes, once a trial. Returns the rise of the routes' prices. */
  putBack(job: number): number {
    const { groups, of } = this.#deps.routes.model.groups;
    const group = of[job]!;
    if (this.#stamp[group] === this.#trial) return 0;
    this.#stamp[group] = this.#trial;
    let rise = 0;
    for (const unit of groups[group]!.units) {
      if (unit.jobs.some((other) => this.#deps.routes.slotOf[other] !== -1)) continue;
      if (!unit.before.every((other) => this.#deps.routes.slotOf[other] !== -1)) continue;
      rise += this.#putUnit(unit.jobs, unit.before);
    }
    return rise;
  }

  #putUnit(jobs: Int32Array, before: Int32Array): number {
    const { routes, random } = this.#deps;
    const { node } = routes.model;
    const ready = before.reduce((latest, job) => Math.max(latest, this.#endOf(job)), 0);
    if (jobs.length === 1) {
      const job = jobs[0]!;
      this.bounds.set(job, Math.max(node.open[job]!, ready), node.close[job]!);
      const rise = this.#place(job, node.absence[job]!);
      if (routes.slotOf[job] !== -1) this.#hold(jobs, before);
      return rise;
    }
    const starts = startCandidates(routes, { jobs, ready, random });
    const best = this.#choice.cheapestStart(jobs, starts);
    if (best.start < 0) return 0;
    let rise = 0;
    for (const job of jobs) {
      this.bounds.set(job, best.start, best.start);
      rise += this.#place(job, Infinity, jobs);
    }
    if (jobs.some((job) => routes.slotOf[job] === -1)) return rise + this.#giveUp(jobs);
    this.#hold(jobs, before);
    return rise;
  }

  #giveUp(jobs: Int32Array): number {
    for (const job of jobs) this.#takeOut(job);
    return 0;
  }

  #endOf(job: number): number {
    const { slotOf, rowOf, dep, stride } = this.#deps.routes;
    return dep[slotOf[job]! * stride + rowOf[job]!]!;
  }

  // Fixes the unit's earliest start as the moment until which those before it may be delayed.
  #hold(jobs: Int32Array, before: Int32Array): void {
    if (before.length === 0) return;
    const { routes, journal, editor } = this.#deps;
    const { service } = routes.model.node;
    let start = routes.model.slot.latest.reduce((most, one) => Math.max(most, one), 0);
    for (const job of jobs) start = Math.min(start, this.#endOf(job) - service[job]!);
    for (const job of jobs) this.bounds.set(job, Math.max(start, routes.open[job]!), routes.close[job]!);
    for (const job of before) {
      const close = Math.min(routes.close[job]!, start - service[job]!);
      this.bounds.set(job, routes.open[job]!, close);
      journal.save(routes.slotOf[job]!);
      editor.refresh(routes.slotOf[job]!);
    }
  }

  #place(job: number, limit: number, apart?: Int32Array): number {
    const { routes, journal, editor, empty } = this.#deps;
    const found = this.#choice.cheapest(job, limit, apart);
    if (found.pair < 0) return 0;
    const slot = routes.model.pairs.slot[found.pair]!;
    journal.save(slot);
    editor.insert(job, found.pair, found);
    if (routes.work[slot] === 1) empty.update(slot);
    return found.rise;
  }
}
