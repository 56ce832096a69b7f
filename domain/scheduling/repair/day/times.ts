import type { DepotStop, JobStop, PlannedRoute, Stop } from '../../model/plan.ts';
import { type Passes, passesOf, readyAt } from './passes.ts';
import { nextIn, pausesTaken } from './pauses.ts';
import { type Driven, latestLeaving, type Span, spanOf } from './span.ts';
import type { Visit } from './visit.ts';

/** A route as it is driven, with when it leaves and ends. */
export interface TimedRoute extends Span {
  readonly route: PlannedRoute;
}

interface Walk {
  readonly driven: Driven;
  readonly visits: readonly Visit[];
  readonly passes: Passes;
  readonly stops: Stop[];
  readonly breaks: { start: number; end: number }[];
}

/**
 * The exact times of a route: leaving as late as its earliest end allows, each visit then as early as it can be, breaks
 * where they cost least (while waiting first). Null when the order of visits cannot be kept.
 */
export function timesOf(driven: Driven, visits: readonly Visit[]): TimedRoute | null {
  const span = spanOf(driven, visits);
  if (span === null) return null;
  const { shift, ways } = driven;
  const passes = passesOf(driven, visits, { from: span.leave, latest: span.end });
  const left = leaving(driven, visits, { passes, at: span.leave });
  const stops: Stop[] = [];
  const breaks = pausesTaken(shift.pauses, left.mask, shift.open);
  const end = walk({ driven, visits, passes, stops, breaks }, left);
  let [here, distance] = [shift.start, 0];
  for (const place of [...visits.map((visit) => visit.place), shift.end]) {
    distance += ways.distance(here, place);
    here = place;
  }
  const travel = stops.reduce((sum, stop) => sum + stop.travel, 0) + end.way;
  const { resource, number } = shift;
  return {
    ...span,
    route: {
      resource: resource.id,
      shift: number,
      stops,
      ...(breaks.length > 0 && { breaks }),
      travel,
      distance,
    },
  };
}

// Who is out already goes on at once, unless only a break before leaving keeps a rush from making the day too long.
function leaving(
  driven: Driven,
  visits: readonly Visit[],
  { passes, at }: { readonly passes: Passes; readonly at: number },
): { readonly time: number; readonly mask: number } {
  if (driven.shift.isUnderWay && latestLeaving(driven, visits, passes, 0).time >= at)
    return { time: at, mask: 0 };
  return latestLeaving(driven, visits, passes);
}

/** Goes from stop to stop; in each gap takes the breaks with which the next visit starts soonest. */
function walk(given: Walk, from: { time: number; mask: number }): { readonly way: number } {
  const { driven, visits, passes, stops, breaks } = given;
  const { shift, ways } = driven;
  let { time, mask } = from;
  let here = shift.start;
  let way = 0;
  for (let at = 0; at <= visits.length; at++) {
    const visit = visits[at];
    const to = visit?.place ?? shift.end;
    way = ways.way(here, to, time);
    const next = chosen(given, { at, time, mask, way });
    const taken = pausesTaken(shift.pauses, next ^ mask, time);
    breaks.push(...taken);
    let arrive = time + way;
    for (const pause of taken) if (pause.start < arrive) arrive += pause.end - pause.start;
    if (visit === undefined) {
      breaks.push(
        ...pausesTaken(shift.pauses, passes.masks - 1 - next, Math.max(arrive, taken.at(-1)?.end ?? arrive)),
      );
      break;
    }
    const start = nextIn(visit.windows, readyAt(shift, next ^ mask, time, way));
    time = start + visit.duration;
    stops.push(stopOf(visit, { arrive, start, end: time, travel: way }));
    [here, mask] = [to, next];
  }
  return { way };
}

function chosen(
  { driven, visits, passes }: Walk,
  {
    at,
    time,
    mask,
    way,
  }: { readonly at: number; readonly time: number; readonly mask: number; readonly way: number },
): number {
  const { masks, ready } = passes;
  let best = mask;
  let least = Infinity;
  for (let more = mask; more < masks; more = (more + 1) | mask) {
    const by = readyAt(driven.shift, more ^ mask, time, way);
    if (by > ready[at * masks + more]!) continue;
    const visit = visits[at];
    const start = visit === undefined ? by : nextIn(visit.windows, by);
    // Among equals the larger set: a break while waiting is free.
    if (start < least || (start === least && visit !== undefined)) [best, least] = [more, start];
  }
  return best;
}

const stopOf = (visit: Visit, times: Omit<JobStop, 'job'>): JobStop | DepotStop =>
  visit.job === null ? { depot: visit.place, ...times } : { job: visit.job.id, ...times };
