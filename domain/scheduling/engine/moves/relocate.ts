import { pairOf } from '../routes/pair-of.ts';
import { isShort } from './insertion.ts';
import type { RuinDeps } from './ruin.ts';

/** How often a trial begins by handing a route over. */
const share = 0.02;

/**
 * Hands a whole route to an idle technician who lives elsewhere. Job by job that hardly ever happens: the first one would
 * have to pay for a way of its own. Such a trial goes on with a ruin around the route, so it may cost something at first.
 */
export class Relocate {
  readonly #deps: Omit<RuinDeps, 'near' | 'absent'>;

  constructor(deps: Omit<RuinDeps, 'near' | 'absent'>) {
    this.#deps = deps;
  }

  /** Now and then moves the route of a job; `routes.isBroken` tells that it cannot be driven there. */
  maybe(center: number): void {
    if (this.#deps.random.real() >= share) return;
    const from = this.#deps.routes.slotOf[center]!;
    if (from >= 0) this.#move(from);
  }

  #move(from: number): void {
    const { routes, editor, journal, empty } = this.#deps;
    const { pairs, slot: slots, node } = routes.model;
    const base = from * routes.stride + 1;
    const jobs = routes.node.slice(base, base + routes.size[from]!);
    const to = this.#draw(from, jobs);
    if (to < 0 || jobs.length > slots.maxJobs[to]! || jobs.some((job) => node.isPinned[job] === 1)) return;
    const pairsThere = jobs.map((job) => pairOf(pairs, job, to));
    if (pairsThere.includes(-1)) return;
    journal.save(from);
    journal.save(to);
    for (const job of jobs) routes.slotOf[job] = -1;
    editor.close(from);
    empty.update(from);
    for (let index = 0; index < jobs.length; index++) {
      if (isShort(routes, jobs[index]!, to)) routes.isBroken = true;
      editor.insert(jobs[index]!, pairsThere[index]!, { row: index + 1, trip: 0 });
    }
    empty.update(to);
  }

  // The idle slot with the least way to the first job and from the last one, give or take a half.
  #draw(from: number, jobs: Int32Array): number {
    const { routes, empty, random } = this.#deps;
    const { node, legs, slot: slots } = routes.model;
    const first = node.place[jobs[0]!]! * legs.places;
    const last = node.place[jobs.at(-1)!]! * legs.places;
    let least = Infinity;
    let drawn = -1;
    for (let index = 0; index < empty.count; index++) {
      const slot = empty.list[index]!;
      if (slots.class[slot] === slots.class[from]) continue;
      const ways = legs.costTo[first + slots.start[slot]!]! + legs.costFrom[last + slots.end[slot]!]!;
      const price = ways * (0.5 + random.real());
      if (price >= least) continue;
      least = price;
      drawn = slot;
    }
    return drawn;
  }
}
