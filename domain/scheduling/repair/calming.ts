import type { Day } from './day/day.ts';
import { extraTravel } from './day/gap.ts';
import type { Placed } from './disturbance.ts';

/**
 * Takes back changes that a search made by the way: each changed job goes back to its old technician at about its old time
 * where there is still room, as long as fewer promises are changed by it. Most of them cost little to take back.
 */
export function takeBack(
  day: Day,
  before: ReadonlyMap<string, Placed>,
  changed: () => readonly string[],
): void {
  let left = changed().length;
  for (const id of changed()) {
    const from = day.routeOf(id);
    const old = before.get(id);
    const job = day.jobs.get(id);
    if (old === undefined || job === undefined || day.isLinked(job)) continue;
    const at = from < 0 ? -1 : day.routes[from]!.visits.findIndex((visit) => visit.job?.id === id);
    const visit = day.visitOf(job);
    if (visit === null) continue;
    day.remove(id);
    const isBack = putBack(day, { id, old });
    const count = changed().length;
    if (isBack && count < left) {
      left = count;
      continue;
    }
    day.remove(id);
    if (from >= 0) day.insert(from, at, visit);
  }
}

// Into the gap of the old route that costs least and holds the old start.
function putBack(day: Day, { id, old }: { readonly id: string; readonly old: Placed }): boolean {
  const job = day.jobs.get(id)!;
  const visit = day.visitOf(job);
  const route = day.routes.findIndex(({ driven }) => driven.shift.resource.id === old.resource);
  if (visit === null || route < 0 || !day.mayHold(route, job)) return false;
  const one = day.routes[route]!;
  const slack = slackSeconds / (day.problem.unit ?? 1);
  let [gap, least] = [-1, Infinity];
  for (let at = 0; at <= one.visits.length; at++) {
    const extra = extraTravel(one, at, visit.place);
    if (extra >= least) continue;
    const range = day.rangeAt(route, at, visit);
    if (range === null || range.earliest > old.start + slack || range.latest < old.start - slack) continue;
    [gap, least] = [at, extra];
  }
  if (gap < 0) return false;
  day.insert(route, gap, visit);
  return true;
}

const slackSeconds = 30 * 60;
