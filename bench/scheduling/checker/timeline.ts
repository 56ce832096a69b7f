import type { JobStop, Stop } from '../../../domain/scheduling/model/plan.ts';
import type { Location } from '../../../domain/scheduling/model/problem.ts';
import type { Journeys } from './journeys.ts';
import type { Driven, Report } from './violation.ts';

/** When a route really begins and ends, added up anew. */
export interface Span {
  readonly leave: number;
  readonly end: number;
  readonly travel: number;
  readonly distance: number;
  /** Time after the shift's end. */
  readonly over: number;
}

interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Whether a stop of a route is a job (else it is a trip to a depot). */
export const isJob = (stop: Stop): stop is JobStop => 'job' in stop;

/**
 * Follows one route through its day. A way may be interrupted by a break, waiting is between arriving and starting, and
 * nobody loiters before leaving: each arrival is the end before + the way + the breaks between.
 */
export function followRoute(driven: Driven, journeys: Journeys, report: Report): Span {
  const { problem, route, resource, name } = driven;
  const shift = resource.shifts[route.shift];
  if (shift === undefined) {
    report('unknown', `${name}: there is no shift ${route.shift}`);
    return { leave: 0, end: 0, travel: 0, distance: 0, over: 0 };
  }
  const breaks = [...(route.breaks ?? [])].sort((one, other) => one.start - other.start);
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  let [here, free, leave]: [Location, number | null, number] = [resource.start, null, shift[0]];
  let [travel, distance] = [0, 0];
  for (const stop of route.stops) {
    const place: Location = isJob(stop) ? jobs.get(stop.job)!.location : stop.depot;
    const where = `${name}: ${isJob(stop) ? `job ${stop.job}` : `depot ${JSON.stringify(stop.depot)}`}`;
    const left = free ?? leaving(stop, breaks);
    if (free === null) leave = left;
    const paused = sum(passed(breaks, left, stop.arrive));
    if (breaks.some((each) => each.start < stop.arrive && each.end > stop.arrive))
      report('break', `${where}: arrives at ${stop.arrive}, in the middle of a break`);
    if (stop.arrive !== left + stop.travel + paused)
      report(
        'travel',
        `${where}: arrives at ${stop.arrive}, but ${left} + ${stop.travel} on the way + ${paused} break is another time`,
      );
    if (
      !journeys.mayTake({
        from: here,
        to: place,
        leave: left,
        told: stop.travel,
        breaks: passed(breaks, free ?? shift[0], stop.arrive),
      })
    )
      report(
        'travel',
        `${where}: the way takes ${stop.travel}, the matrix says ${journeys.duration(here, place)}`,
      );
    if (stop.start < stop.arrive)
      report('time', `${where}: starts at ${stop.start}, before its arrival at ${stop.arrive}`);
    travel += stop.travel;
    distance += journeys.distance(here, place);
    [here, free] = [place, stop.end];
  }
  const last = route.stops.at(-1)?.end ?? shift[0];
  const back = resource.end === undefined ? 0 : wayBack(driven, journeys, { here, travel });
  if (resource.end !== undefined) {
    if (
      !journeys.mayTake({
        from: here,
        to: resource.end,
        leave: last,
        told: back,
        breaks: breaks.filter(({ start }) => start >= last),
      })
    )
      report(
        'travel',
        `${name}: the way back takes ${back}, the matrix says ${journeys.duration(here, resource.end)}`,
      );
    distance += journeys.distance(here, resource.end);
  }
  const end = homecoming(last, back, breaks);
  const over = Math.max(0, end - shift[1]);
  const late = over - (resource.overtime?.max ?? 0);
  if (leave < shift[0])
    report('shift', `${name}: leaves at ${leave}, before its shift begins at ${shift[0]}`);
  if (late > 0) report('shift', `${name}: ends at ${end}, ${late} later than its shift allows`);
  return { leave, end, travel: travel + back, distance, over };
}

/** With hours' factors the way back is what the route's total leaves for it; else what the matrix says. */
const wayBack = (
  { problem, route, resource }: Driven,
  journeys: Journeys,
  { here, travel }: { readonly here: Location; readonly travel: number },
): number =>
  problem.travel?.profile === undefined ? journeys.duration(here, resource.end!) : route.travel - travel;

const sum = (breaks: readonly Interval[]): number =>
  breaks.reduce((all, each) => all + each.end - each.start, 0);

const passed = (breaks: readonly Interval[], from: number, to: number): Interval[] =>
  breaks.filter(({ start }) => start >= from && start < to);

/** The moment of leaving the start: the first arrival less the way, and less the breaks that fall on the way. */
function leaving(first: Stop, breaks: readonly Interval[]): number {
  let left = first.arrive - first.travel;
  for (const each of breaks.filter((one) => one.start < first.arrive).reverse()) {
    if (each.end > left) left -= each.end - each.start;
  }
  return left;
}

/** The way back, longer by each break that begins on it. */
function homecoming(last: number, back: number, breaks: readonly Interval[]): number {
  let end = last + back;
  for (const each of breaks) if (each.start >= last && each.start < end) end += each.end - each.start;
  return end;
}
