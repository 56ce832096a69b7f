import type { PlannedRoute } from '../model/plan.ts';
import type { PlanResource, Window } from '../model/problem.ts';
import { isJob } from './day/figures.ts';
import type { Happened } from './events.ts';

/** What of a route is done or under way, and when and from where its technician can go on. */
export interface Frozen {
  readonly resource: PlanResource;
  readonly shift: number;
  readonly stops: PlannedRoute['stops'];
  readonly breaks: NonNullable<PlannedRoute['breaks']>;
  /** When the route left its start; undefined when it has not yet. */
  readonly leftAt: number | undefined;
  readonly freeAt: number;
  /** Planned stops that are still open. */
  readonly open: PlannedRoute['stops'];
}

interface Given {
  readonly resource: PlanResource;
  readonly shift: number;
  readonly route: PlannedRoute | undefined;
  readonly now: number;
  readonly events: Happened;
}

/**
 * Splits a route at `now`. A stop is under way as soon as its technician has left for it; those stay, with a longer time
 * where one overruns. Who is sick has done what had ended by then, and nothing after it.
 */
export function frozenOf({ resource, shift, route, now, events }: Given): Frozen {
  const [begin] = resource.shifts[shift] as Window;
  const stops = route?.stops ?? [];
  const sick = events.sickFrom.get(resource.id) ?? Infinity;
  const isGone = sick <= now;
  const first = stops[0];
  const leftAt = first === undefined ? undefined : first.arrive - first.travel;
  let done = 0;
  for (const [at, stop] of stops.entries()) {
    const left = at === 0 ? leftAt! : stops[at - 1]!.end;
    if (isGone ? stop.end > sick : left >= now) break;
    done = at + 1;
  }
  const kept = stops.slice(0, done).map((stop) => {
    const until = isJob(stop) ? events.overrunUntil.get(stop.job) : undefined;
    return until === undefined ? stop : { ...stop, end: Math.max(stop.end, until) };
  });
  let freeAt = Math.max(now, begin, kept.at(-1)?.end ?? now, events.lateUntil.get(resource.id) ?? now);
  // Breaks before the work under way were taken; one behind it only when it has begun, for that work may take longer.
  const begun = Math.max(kept.at(-1)?.start ?? -Infinity, Math.min(now, sick));
  const breaks = (route?.breaks ?? []).filter((one) => done > 0 && one.start < begun);
  for (const { start, end } of breaks) if (start < freeAt) freeAt = Math.max(freeAt, end);
  const open = stops.slice(done).filter((stop) => !isJob(stop) || !events.cancelled.has(stop.job));
  return { resource, shift, stops: kept, breaks, leftAt: done > 0 ? leftAt : undefined, freeAt, open };
}
