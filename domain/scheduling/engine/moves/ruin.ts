import type { Editor } from '../editor.ts';
import type { AbsentJobs } from '../routes/absent.ts';
import type { Neighbours } from '../compile/neighbours.ts';
import type { EmptySlots } from '../routes/empty-slots.ts';
import type { Journal } from '../routes/journal.ts';
import type { Random } from '../random.ts';
import type { Routes } from '../routes/routes.ts';

/** What a ruin needs around it. */
export interface RuinDeps {
  readonly routes: Routes;
  readonly editor: Editor;
  readonly journal: Journal;
  readonly empty: EmptySlots;
  readonly near: Neighbours;
  readonly random: Random;
  readonly absent: AbsentJobs;
}

/** Jobs taken out on average, and the longest string taken from one route (Christiaens & Vanden Berghe's values). */
const meanRemoved = 10;
const longestString = 10;
const splitShare = 0.5;
const splitDeeper = 0.01;
const shortString = 3;

/**
 * Adjacent string removal: takes strings of neighbouring visits out of routes that lie near each other, so that they can
 * be mended across routes (SISR, Christiaens & Vanden Berghe 2020).
 */
export class StringRuin {
  readonly #deps: RuinDeps;
  readonly #stamp: Int32Array;
  #trial = 0;
  /** Jobs of the last ruin with those found unplanned near it, the first `count` of `jobs`. */
  readonly jobs: Int32Array;
  count = 0;

  constructor(deps: RuinDeps) {
    this.#deps = deps;
    this.#stamp = new Int32Array(deps.routes.model.slots);
    this.jobs = new Int32Array(deps.routes.model.jobs);
  }

  /** Ruins around one job. `planned` and `used` tell how many jobs and routes the plan has now. */
  ruin(center: number, planned: number, used: number): void {
    const { routes, near, random } = this.#deps;
    this.count = 0;
    this.#trial++;
    const longest = Math.min(longestString, Math.max(1, planned / Math.max(1, used)));
    const strings = Math.floor(random.real() * ((4 * meanRemoved) / (1 + longest) - 1) + 1);
    const begin = center * near.width;
    let ruined = 0;
    for (let index = begin; index < begin + near.width && ruined < strings; index++) {
      const job = near.job[index]!;
      const slot = routes.slotOf[job]!;
      if (slot < 0) this.#gather(job);
      else if (this.#stamp[slot] !== this.#trial) {
        this.#stamp[slot] = this.#trial;
        ruined++;
        this.#takeString(job, slot, longest);
      }
    }
  }

  /**
   * Takes out one job, and a short string around where it was in the earlier plan, so that it can go back there. Adds to
   * the ruin made before.
   */
  takeHome(job: number): void {
    const { routes, absent } = this.#deps;
    const { model, node, dep, stride, size } = routes;
    const slot = routes.slotOf[job]!;
    if (slot >= 0) this.#take(slot, routes.rowOf[job]!, { span: 1, gap: stride, kept: 0 });
    else if (absent.has(job) && !this.jobs.subarray(0, this.count).includes(job))
      this.jobs[this.count++] = job;
    const home = model.slotBefore[job]!;
    if (home < 0) return;
    let [nearest, least] = [-1, Infinity];
    for (let row = home * stride + 1; row <= home * stride + size[home]!; row++) {
      const one = node[row]!;
      if (one >= model.jobs) continue;
      const off = Math.abs(dep[row]! - model.node.service[one]! - model.node.before[job]!);
      if (off < least) [nearest, least] = [one, off];
    }
    if (nearest >= 0) this.#takeString(nearest, home, shortString);
  }

  // Jobs found unplanned on the way are tried again with the others; a few suffice.
  #gather(job: number): void {
    const { absent } = this.#deps;
    if (absent.has(job) && this.count < 2 * meanRemoved) this.jobs[this.count++] = job;
  }

  #takeString(job: number, slot: number, longest: number): void {
    const { routes, random } = this.#deps;
    const size = routes.size[slot]!;
    const length = Math.floor(random.real() * Math.min(size, longest) + 1);
    let kept = 0;
    if (length > 1 && length < size && random.real() < splitShare) {
      kept = 1;
      while (length + kept < size && random.real() < splitDeeper) kept++;
    }
    const span = length + kept;
    const row = routes.rowOf[job]!;
    const first = Math.max(1, row - span + 1);
    const last = Math.min(row, size - span + 1);
    const from = first + random.below(last - first + 1);
    const gap = kept === 0 ? from + span : from + 1 + random.below(length - 1);
    this.#take(slot, from, { span, gap, kept });
  }

  #take(slot: number, from: number, cut: { span: number; gap: number; kept: number }): void {
    const { routes, editor, journal, empty } = this.#deps;
    const { isPinned } = routes.model.node;
    journal.save(slot);
    const base = slot * routes.stride;
    let taken = 0;
    for (let row = from; row < from + cut.span; row++) {
      if (row >= cut.gap && row < cut.gap + cut.kept) continue;
      const one = routes.node[base + row]!;
      if (one >= routes.model.jobs || isPinned[one] === 1) continue;
      routes.slotOf[one] = -1;
      this.jobs[this.count++] = one;
      taken++;
    }
    if (taken === 0) return;
    editor.close(slot);
    if (routes.work[slot] === 0) empty.update(slot);
  }
}
