import type { Job } from '../model/problem.ts';
import type { Day } from '../repair/day/day.ts';
import { type Misfit, misfitsOf } from '../repair/day/fitness.ts';
import { type Bounds, visitOf } from '../repair/day/visit.ts';
import { effortOf } from './effort.ts';
import type { Change, Relaxation } from './relaxation.ts';
import { startsFor } from './starts.ts';
import { type Candidate, Trial } from './trial.ts';

/** What was found for one job: the least change of each kind, smallest first. */
export interface Findings {
  readonly relaxations: readonly Relaxation[];
  /** Shifts looked at, of all; fewer when the work was capped. */
  readonly looked: number;
  /** How many shifts each constraint alone, or with others, keeps the job from. */
  readonly misfits: ReadonlyMap<Change['kind'], number>;
}

/** Gaps looked at for one job at most: thousands of jobs in hundreds of shifts stay a matter of seconds. */
const mostLooks = 8000;
/** Of the jobs that could make room, how many are tried elsewhere. */
const mostMoves = 3;

/** Looks for the smallest change of each kind that would book a job in a plan that stays as it is. */
export class Relaxations {
  readonly #day: Day;
  readonly #trial: Trial;
  readonly #minute: number;

  constructor(day: Day) {
    this.#day = day;
    this.#trial = new Trial(day);
    this.#minute = 60 / (day.problem.unit ?? 1);
  }

  /** Everything that one change could do for a job that is not planned. */
  for(job: Job): Findings {
    const search = new JobSearch({ day: this.#day, trial: this.#trial, minute: this.#minute }, job);
    return search.run();
  }
}

interface Given {
  readonly day: Day;
  readonly trial: Trial;
  readonly minute: number;
}

class JobSearch {
  readonly #given: Given;
  readonly #job: Job;
  readonly #best = new Map<Change['kind'], Relaxation>();
  readonly #misfits = new Map<Change['kind'], number>();
  /** Jobs that could make room, with where. */
  readonly #room: { readonly job: Job; readonly route: number; readonly start: number }[] = [];

  constructor(given: Given, job: Job) {
    this.#given = given;
    this.#job = job;
  }

  run(): Findings {
    const { day, trial } = this.#given;
    const lifted = this.#lifted();
    trial.looks = 0;
    let looked = 0;
    for (const route of lifted === null ? [] : this.#nearestShifts(lifted.candidate)) {
      if (trial.looks > mostLooks) break;
      looked++;
      if (this.#best.has('none')) continue; // it fits as it is: nothing smaller can be found
      this.#tryRoute(route, lifted!.candidate, lifted!.change);
    }
    if (!this.#best.has('none')) this.#tryMoves();
    const relaxations = [...this.#best.values()].sort((one, other) => one.effort - other.effort);
    return { relaxations, looked: lifted === null ? day.routes.length : looked, misfits: this.#misfits };
  }

  // A job that waits for jobs nobody does, or whose others are not planned, can only be helped by lifting just that.
  #lifted(): { readonly candidate: Candidate; readonly change: Change | null } | null {
    const { day } = this.#given;
    const job = this.#job;
    const waits = day.links.before(job).filter((id) => day.routeOf(id) < 0);
    const isAlone = day.links.mates(job).some((id) => day.routeOf(id) < 0);
    if (waits.length > 0) this.#count('after');
    if (isAlone) this.#count('together');
    if (waits.length > 0 && isAlone) return null;
    const { together, ...single } = job;
    const free: Job = isAlone
      ? single
      : { ...job, ...(job.after && { after: job.after.filter((id) => !waits.includes(id)) }) };
    const bounds = day.boundsOf(free, { isAlone });
    if (bounds === null) return null;
    const change: Change | null =
      waits.length > 0
        ? { kind: 'after', waits, isPlanned: false }
        : isAlone
          ? { kind: 'together', group: together! }
          : null;
    return { candidate: this.#candidate(free, bounds, !isAlone && together !== undefined), change };
  }

  #candidate(job: Job, bounds: Bounds, isGrouped: boolean): Candidate {
    return { job, visit: visitOf(job, bounds), starts: startsFor(job, bounds, isGrouped) };
  }

  // Shifts nearest to when the job may start come first, so that a cap cuts off the far ones.
  #nearestShifts({ visit, starts }: Candidate): readonly number[] {
    const { day } = this.#given;
    const windows = visit.windows.length > 0 ? visit.windows : (starts.limits[0]?.limit ?? []);
    const far = day.routes.map(({ driven: { shift } }) =>
      windows.reduce(
        (least, [from, to]) => Math.min(least, Math.max(0, from - shift.latest, shift.open - to)),
        Infinity,
      ),
    );
    return day.routes
      .map((_, at) => at)
      .sort((one, other) => (far[one] === far[other] ? 0 : far[one]! - far[other]!));
  }

  #tryRoute(route: number, candidate: Candidate, lifted: Change | null): void {
    const { day, trial } = this.#given;
    const one = day.routes[route]!;
    if (this.#hasMate(route)) return;
    const changes = this.#changesFor(route, candidate.job);
    for (const { kind } of changes) this.#count(kind);
    const all = lifted === null ? changes : [lifted, ...changes];
    if (all.length > 1) return;
    const [only] = all;
    const needsStock = only?.kind !== 'parts' && only?.kind !== 'tools' && one.depotAt < Infinity;
    const start = trial.fit(route, candidate, { from: needsStock ? one.firstEquipped(candidate.job) : 0 });
    if (start !== null) this.#note(route, only ?? { kind: 'none' }, start);
    else if (only === undefined) this.#tryTimes(route, candidate);
  }

  #tryTimes(route: number, candidate: Candidate): void {
    const { trial } = this.#given;
    if (this.#given.day.routes[route]!.firstEquipped(candidate.job) > 0) return;
    trial.times(route, candidate, (change, start) => this.#note(route, change, start));
    trial.instead(route, candidate, (job, start) => {
      this.#room.push({ job, route, start });
      this.#note(route, { kind: 'leave_out', job: job.id, importance: job.importance ?? 1 }, start);
    });
  }

  #hasMate(route: number): boolean {
    const { day } = this.#given;
    const { resource } = day.routes[route]!.driven.shift;
    return day.links
      .mates(this.#job)
      .some((id) => day.routes[day.routeOf(id)]?.driven.shift.resource === resource);
  }

  #changesFor(route: number, job: Job): Change[] {
    const one = this.#given.day.routes[route]!;
    const { shift } = one.driven;
    const misfits = misfitsOf(job, shift.resource);
    const changes: Change[] = misfits.filter(({ code }) => code !== 'skill').map(asChange);
    const skills = misfits.filter(({ code }) => code === 'skill');
    if (skills.length > 0) changes.push({ kind: 'skill', misfits: skills });
    if (one.jobs >= shift.maxJobs) changes.push({ kind: 'max_jobs', by: one.jobs + 1 - shift.maxJobs });
    if (one.depotAt < Infinity) return changes;
    const parts = one.missingParts(job);
    const tools = one.missingTools(job);
    if (parts.length > 0) changes.push({ kind: 'parts', missing: parts });
    if (tools.length > 0) changes.push({ kind: 'tools', missing: tools });
    return changes;
  }

  #tryMoves(): void {
    const { day } = this.#given;
    const room = this.#room.sort((one, other) => one.job.duration - other.job.duration).slice(0, mostMoves);
    for (const { job, route, start } of room) {
      const visit = day.visitOf(job);
      if (visit === null) continue;
      const to = day.routes.findIndex(
        ({ visits }, other) =>
          other !== route &&
          day.mayHold(other, job) &&
          [...visits, null].some((_, at) => day.rangeAt(other, at, visit) !== null),
      );
      if (to < 0) continue;
      const { resource, number } = day.routes[to]!.driven.shift;
      this.#note(route, { kind: 'move', job: job.id, to: resource.id, shift: number }, start);
      return;
    }
  }

  #count(kind: Change['kind']): void {
    this.#misfits.set(kind, (this.#misfits.get(kind) ?? 0) + 1);
  }

  #note(route: number, change: Change, start: number): void {
    const { importance = 1 } = this.#job;
    const effort = effortOf(change, { importance, minute: this.#given.minute });
    const known = this.#best.get(change.kind);
    if (known !== undefined && known.effort <= effort) return;
    const { resource, number } = this.#given.day.routes[route]!.driven.shift;
    this.#best.set(change.kind, { change, resource: resource.id, shift: number, start, effort });
  }
}

const asChange = ({ code }: Misfit): Change =>
  code === 'lock'
    ? { kind: 'lock_resource' }
    : code === 'restricted'
      ? { kind: 'restricted' }
      : { kind: 'must_choose' };
