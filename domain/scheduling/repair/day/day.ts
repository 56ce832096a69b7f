import type { Plan, PlannedRoute } from '../../model/plan.ts';
import type { Job, Problem } from '../../model/problem.ts';
import type { TravelTable } from '../../model/travel-table.ts';
import { isSuitable } from './fitness.ts';
import { keepsDuration, Reach, type StartRange, withVisit } from './gap.ts';
import { type Links, linksOf } from './links.ts';
import { Route } from './route.ts';
import { shiftsOf } from './shift.ts';
import { type TimedRoute, timesOf } from './times.ts';
import { type Bounds, depotVisit, unbound, type Visit, visitOf } from './visit.ts';
import { rowOf, Ways } from './ways.ts';

/** A plan kept warm: every route with its tables, so that "does this job fit there" is answered in microseconds. */
export class Day {
  readonly problem: Problem;
  readonly routes: readonly Route[];
  readonly jobs: Map<string, Job>;
  readonly reach: Reach;
  readonly links: Links;
  readonly #routeOf = new Map<string, number>();
  readonly #bounds = new Map<string, Bounds>();
  readonly #timed: (TimedRoute | null | undefined)[];

  constructor(problem: Problem, travel: TravelTable, { routes, underWay }: Opening) {
    const ways = new Ways(travel, problem.unit);
    this.problem = problem;
    this.routes = shiftsOf(problem, underWay).map((shift) => new Route({ shift, ways }));
    this.jobs = new Map(problem.jobs.map((job) => [job.id, job]));
    this.links = linksOf(problem);
    this.reach = new Reach(Math.max(1, ...this.routes.map(({ passes }) => passes.masks)));
    this.#timed = this.routes.map(() => undefined);
    this.#adopt(routes);
  }

  /** Where a job is planned; -1 when it is not. */
  routeOf(id: string): number {
    return this.#routeOf.get(id) ?? -1;
  }

  /** When a planned job starts. */
  startOf(id: string): number | undefined {
    return this.timesOf(this.routeOf(id))?.route.stops.find((stop) => 'job' in stop && stop.job === id)
      ?.start;
  }

  /** The exact times of a route; null when its order cannot be kept. */
  timesOf(route: number): TimedRoute | null {
    const known = this.#timed[route];
    if (known !== undefined) return known;
    const one = this.routes[route];
    const timed = one === undefined ? null : timesOf(one.driven, one.visits);
    if (one !== undefined) this.#timed[route] = timed;
    return timed;
  }

  /** A job as a stop, bound by the jobs planned that it waits for, that wait for it and that start with it; or null. */
  visitOf(job: Job): Visit | null {
    const bounds = this.boundsOf(job);
    return bounds === null ? null : visitOf(job, bounds);
  }

  /**
   * What planned jobs leave a job's start: after those it waits for, before those that wait for it, with those of its
   * group. Null when one of them is not planned; `isAlone` looks at no group.
   */
  boundsOf(job: Job, { isAlone = false } = {}): Bounds | null {
    const { before, after, mates } = this.links;
    const starts = (isAlone ? [] : mates(job)).map((id) => this.startOf(id));
    const ends = before(job).map((id) => {
      const start = this.startOf(id);
      return start === undefined ? undefined : start + this.jobs.get(id)!.duration;
    });
    if (ends.includes(undefined) || starts.includes(undefined)) return null;
    const next = after(job.id).flatMap((id) => this.startOf(id) ?? []);
    return {
      from: Math.max(-Infinity, ...(ends as number[]), ...(starts as number[])),
      to: Math.min(...next.map((start) => start - job.duration), ...(starts as number[])),
    };
  }

  /** Whether the technician of a route may do the job, the route has room for one more, and no mate is on it. */
  mayHold(route: number, job: Job): boolean {
    const one = this.routes[route]!;
    const { shift } = one.driven;
    if (one.jobs >= shift.maxJobs || !isSuitable(job, shift.resource)) return false;
    return this.links
      .mates(job)
      .every((id) => this.routes[this.routeOf(id)]?.driven.shift.resource !== shift.resource);
  }

  /** When a visit could start in a gap, all rules of the route kept. Asks only `mayHold` not. */
  rangeAt(route: number, at: number, visit: Visit): StartRange | null {
    const one = this.routes[route]!;
    if (visit.job !== null && (at < one.firstEquipped(visit.job) || !this.inOrder(one, at, visit.job)))
      return null;
    this.reach.look(one, at, visit.place);
    const range = this.reach.range(visit);
    return range !== null && keepsDuration(one, at, visit) ? range : null;
  }

  /** Whether jobs of the same route that it waits for stand before the gap, and those that wait for it behind. */
  inOrder({ visits }: Route, at: number, job: Job): boolean {
    const before = this.links.before(job);
    const after = this.links.after(job.id);
    if (before.length + after.length === 0) return true;
    return visits.every(
      ({ job: other }, row) => other === null || !(row < at ? after : before).includes(other.id),
    );
  }

  /** Whether a job waits for others, is waited for, or starts with others. */
  isLinked(job: Job): boolean {
    const { before, after, mates } = this.links;
    return before(job).length + after(job.id).length + mates(job).length > 0;
  }

  /** Puts a job before stop `at` of a route; the place must be feasible. */
  insert(route: number, at: number, visit: Visit): void {
    const { job } = visit;
    if (job === null) throw new TypeError('only jobs are inserted');
    this.jobs.set(job.id, job);
    this.#routeOf.set(job.id, route);
    this.#lay(route, withVisit(this.routes[route]!.visits, at, visit));
    if (this.isLinked(job)) this.#bind(job);
  }

  /** Puts a trip to a depot before stop `at` of a route; the place must be feasible with what follows. */
  insertTrip(route: number, at: number, visit: Visit): void {
    this.#lay(route, withVisit(this.routes[route]!.visits, at, visit));
  }

  /**
   * Takes a job off its route, with a trip that nobody needs then, and with it those that cannot be without it: who waits for
   * it or starts with it.
   */
  remove(id: string): string[] {
    const route = this.routeOf(id);
    const job = this.jobs.get(id);
    if (route < 0 || job === undefined) return [];
    this.#routeOf.delete(id);
    this.#bounds.delete(id);
    const one = this.routes[route]!;
    one.lay(one.visits.filter((visit) => visit.job?.id !== id));
    this.#lay(route, one.needsTrip ? one.visits : one.visits.filter((visit) => visit.job !== null));
    if (this.isLinked(job)) this.#bind(job); // others need no longer make way for it
    return [
      id,
      ...[...this.links.after(id), ...this.links.mates(job)].flatMap((other) => this.remove(other)),
    ];
  }

  /** Does something and takes it back: what an answer depends on can be tried without changing the day. */
  tryOut<T>(action: () => T): T {
    const before = this.routes.map(({ visits }) => visits);
    const bounds = new Map(this.#bounds);
    const known = this.jobs.size;
    const found = action();
    const changed = this.routes.flatMap(({ visits }, route) => (visits === before[route] ? [] : [route]));
    for (const { job } of changed.flatMap((route) => this.routes[route]!.visits)) {
      if (job === null) continue;
      this.#routeOf.delete(job.id);
      if (this.jobs.size > known && !this.problem.jobs.includes(job)) this.jobs.delete(job.id);
    }
    this.#bounds.clear();
    for (const [id, one] of bounds) this.#bounds.set(id, one);
    for (const route of changed) {
      for (const { job } of before[route]!) if (job !== null) this.#routeOf.set(job.id, route);
      this.#lay(route, before[route]!);
    }
    return found;
  }

  /** All routes with their exact times. */
  planned(): PlannedRoute[] {
    return this.routes.flatMap(({ jobs }, route) => (jobs === 0 ? [] : (this.timesOf(route)?.route ?? [])));
  }

  #lay(route: number, visits: readonly Visit[]): void {
    this.routes[route]!.lay(visits);
    this.#timed[route] = undefined;
  }

  #adopt(planned: readonly PlannedRoute[]): void {
    const index = new Map(
      this.routes.map(({ driven: { shift } }, at) => [`${shift.number} ${shift.resource.id}`, at]),
    );
    const starts = new Map<string, number>();
    for (const { resource, shift, stops } of planned) {
      const at = index.get(`${shift} ${resource}`);
      if (at === undefined) continue;
      for (const stop of stops) {
        if (!('job' in stop) || !this.jobs.has(stop.job)) continue;
        starts.set(stop.job, stop.start);
        this.#routeOf.set(stop.job, at);
      }
    }
    for (const job of this.jobs.values()) {
      const bounds = this.#routeOf.has(job.id) ? this.#plannedBounds(job, starts) : unbound;
      if (bounds !== unbound) this.#bounds.set(job.id, bounds);
    }
    for (const { resource, shift, stops } of planned) {
      const at = index.get(`${shift} ${resource}`);
      if (at !== undefined)
        this.#lay(
          at,
          stops.flatMap((stop) => this.#stopAsVisit(stop)),
        );
    }
  }

  #stopAsVisit(stop: PlannedRoute['stops'][number]): Visit[] {
    if ('job' in stop) {
      const job = this.jobs.get(stop.job);
      return job === undefined ? [] : [visitOf(job, this.#bounds.get(job.id))];
    }
    const row = rowOf(stop.depot);
    const depot = (this.problem.depots ?? []).find(({ location }) => rowOf(location) === row);
    return depot === undefined ? [] : [depotVisit(depot)];
  }

  // Jobs bound to others across routes keep on their side of the moment where they meet in the plan, so that each route
  // can be changed alone.
  #plannedBounds(job: Job, starts: ReadonlyMap<string, number>): Bounds {
    const own = starts.get(job.id)!;
    const { before, after, mates } = this.links;
    if (mates(job).length > 0) return { from: own, to: own };
    const next = after(job.id).flatMap((id) => starts.get(id) ?? []);
    if (before(job).length === 0 && next.length === 0) return unbound;
    return {
      from: before(job).length > 0 ? own : -Infinity,
      to: Math.min(...next) - job.duration,
    };
  }

  // What is bound to a job that has just come in is bound to its start.
  #bind(job: Job): void {
    const linked = [job.id, ...this.links.before(job), ...this.links.after(job.id), ...this.links.mates(job)];
    const held = linked.filter((id) => this.routeOf(id) >= 0);
    const starts = new Map(held.map((id) => [id, this.startOf(id)!]));
    for (const id of held) {
      const all = new Map(starts);
      const one = this.jobs.get(id)!;
      for (const other of this.links.after(id)) {
        const start = all.has(other) ? undefined : this.startOf(other);
        if (start !== undefined) all.set(other, start);
      }
      this.#bounds.set(id, this.#plannedBounds(one, all));
    }
    for (const route of new Set(held.map((id) => this.routeOf(id)))) {
      this.#lay(
        route,
        this.routes[route]!.visits.map((visit) =>
          visit.job === null ? visit : visitOf(visit.job, this.#bounds.get(visit.job.id)),
        ),
      );
    }
  }
}

/** What a day is opened with. */
export interface Opening {
  readonly routes: Plan['routes'];
  /** Technicians who are out already and go on at once. */
  readonly underWay?: ReadonlySet<string>;
}

/** Opens a plan for questions: best slots, reasons, repair. The plan's order is kept, its times are made anew. */
export const openDay = (problem: Problem, travel: TravelTable, opening: Opening): Day =>
  new Day(problem, travel, opening);
