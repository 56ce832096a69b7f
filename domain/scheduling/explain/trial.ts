import type { Job } from '../model/problem.ts';
import type { Day } from '../repair/day/day.ts';
import { extraTravel, farFuture, keepsDuration, openEnd, withVisit } from '../repair/day/gap.ts';
import { type Passes, passesOf } from '../repair/day/passes.ts';
import { nextIn } from '../repair/day/pauses.ts';
import type { Route } from '../repair/day/route.ts';
import { spanOf } from '../repair/day/span.ts';
import type { Visit } from '../repair/day/visit.ts';
import type { Change } from './relaxation.ts';
import { nearestStart, shorterBy, type Starts } from './starts.ts';

/** A job on trial: as a stop, with the limits of its start that could be lifted. */
export interface Candidate {
  readonly job: Job;
  readonly visit: Visit;
  readonly starts: Starts;
}

/** Told of each change that would do, with the start it gives. */
export type Found = (change: Change, start: number) => void;

/** Tries one job on one route with exactly one kind of constraint relaxed. Keeps what can be reused for the next job. */
export class Trial {
  /** Gaps looked at, the unit of work. */
  looks = 0;
  readonly #day: Day;
  readonly #open: (Passes | undefined)[];

  constructor(day: Day) {
    this.#day = day;
    this.#open = day.routes.map(() => undefined);
  }

  /** Without any change, or with one that has nothing to do with times: the earliest start, or null. */
  fit(route: number, { job, visit }: Candidate, gaps: { readonly from: number }): number | null {
    const one = this.#day.routes[route]!;
    for (let at = gaps.from; at <= one.visits.length; at++) {
      if (!this.#day.inOrder(one, at, job)) continue;
      this.#look(one, at, visit);
      const range = this.#day.reach.range(visit);
      if (range !== null && keepsDuration(one, at, visit)) return range.earliest;
    }
    return null;
  }

  /** Every change of times that would do on a route: starts, length of the job, overtime, most duration. */
  times(route: number, { job, visit, starts }: Candidate, found: Found): void {
    const one = this.#day.routes[route]!;
    const { reach } = this.#day;
    for (let at = 0; at <= one.visits.length; at++) {
      const isInOrder = this.#day.inOrder(one, at, job);
      this.#look(one, at, visit);
      if (isInOrder && reach.range(visit) !== null) {
        this.#tooLong(one, at, visit, found);
        continue;
      }
      for (const limit of starts.limits) {
        if (!isInOrder && limit.kind !== 'after') continue;
        const near = nearestStart(reach, visit.duration, limit);
        if (near === null) continue;
        const moved = { ...visit, windows: [[near.start, near.start] as const] };
        if (!keepsDuration(one, at, moved)) continue;
        if (limit.kind === 'after')
          found({ kind: 'after', waits: visit.job?.after ?? [], isPlanned: true }, near.start);
        else found({ ...near, kind: limit.kind }, near.start);
      }
      const shorter = isInOrder ? shorterBy(reach, visit.duration, starts.allowed) : null;
      if (shorter === null) continue;
      const cut = { ...visit, duration: visit.duration - shorter.by };
      if (keepsDuration(one, at, cut)) found({ kind: 'shorter', by: shorter.by }, shorter.start);
    }
    this.#overtime(route, visit, found);
  }

  /** Each job that would have to leave the route for this one to come in. */
  instead(route: number, candidate: Candidate, found: (job: Job, start: number) => void): void {
    const { visit } = candidate;
    // Without a stop the route may leave later, and with it what the job waits for.
    if (this.#day.links.before(candidate.job).some((id) => this.#day.routeOf(id) === route)) return;
    const { reach, links } = this.#day;
    const one = this.#day.routes[route]!;
    for (const [at, { job }] of one.visits.entries()) {
      if (job === null || job.locked !== undefined || !this.#day.inOrder(one, at, candidate.job)) continue;
      this.looks++;
      reach.look(one, at, visit.place, { without: 1 });
      const range = reach.range(visit);
      if (range === null) continue;
      if (links.mates(job).length + links.before(job).length + links.after(job.id).length > 0) continue;
      const swapped = one.visits.with(at, visit);
      if (one.driven.shift.maxDuration < Infinity && spanOf(one.driven, swapped) === null) continue;
      found(job, range.earliest);
    }
  }

  #look(one: Route, at: number, visit: Visit): void {
    this.looks++;
    this.#day.reach.look(one, at, visit.place);
  }

  #tooLong(one: Route, at: number, visit: Visit, found: Found): void {
    const { shift } = one.driven;
    if (keepsDuration(one, at, visit)) return;
    const driven = { ...one.driven, shift: { ...shift, maxDuration: Infinity } };
    const span = spanOf(driven, withVisit(one.visits, at, visit));
    if (span === null) return;
    found(
      { kind: 'max_duration', by: span.end - span.leave - shift.maxDuration },
      this.#day.reach.range(visit)!.earliest,
    );
  }

  // The end is exact only after following the route through its day, so only where the way grows least.
  #overtime(route: number, visit: Visit, found: Found): void {
    const one = this.#day.routes[route]!;
    const { shift } = one.driven;
    if (shift.maxDuration < Infinity && spanOf(one.driven, one.visits) === null) return;
    this.#open[route] ??= openPasses(one);
    const passes = this.#open[route];
    let [gap, least] = [-1, Infinity];
    for (let at = 0; at <= one.visits.length; at++) {
      const extra = extraTravel(one, at, visit.place);
      if (extra >= least || !this.#day.inOrder(one, at, visit.job!)) continue;
      this.looks++;
      this.#day.reach.look(one, at, visit.place, { passes });
      if (this.#day.reach.range(visit) !== null) [gap, least] = [at, extra];
    }
    if (gap < 0) return;
    const visits = withVisit(one.visits, gap, visit);
    const by = openEnd(one, visits) - shift.latest;
    const later = { ...one.driven, shift: { ...shift, latest: shift.latest + by } };
    if (!(by > 0 && by < farFuture / 2) || spanOf(later, visits) === null) return;
    const earliest =
      passesOf(later, visits).leave[(gap + 1) * passes.masks + passes.masks - 1]! - visit.duration;
    found({ kind: 'overtime', by }, Number.isFinite(earliest) ? earliest : nextIn(visit.windows, shift.open));
  }
}

const openPasses = (one: Route): Passes =>
  passesOf({ ...one.driven, shift: { ...one.driven.shift, latest: farFuture } }, one.visits);
