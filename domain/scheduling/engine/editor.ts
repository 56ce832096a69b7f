import type { Insertion } from './moves/cache.ts';
import { LegInsertion } from './moves/insertion.ts';
import { closeGaps, insertJob } from './routes/edit.ts';
import type { Routes } from './routes/routes.ts';
import { clearRoute, refreshRoute } from './routes/schedule.ts';
import { clearTimed, closeTimed, insertTimed, type Place } from './timed/edit.ts';
import { TimedInsertion } from './timed/insertion.ts';
import { settle } from './timed/settle.ts';

/** How routes are changed: quickly where a route's price is the sum of its legs, by whole routes where times count. */
export interface Editor {
  readonly insertion: Insertion;
  clear(slot: number): void;
  insert(job: number, pair: number, place: Place): void;
  close(slot: number): void;
  /** Works times out anew after the bounds of a visit were moved. */
  refresh(slot: number): void;
}

/** The editor a model asks for. */
export function editorFor(routes: Routes): Editor {
  return routes.model.isTimed ? timedEditor(routes) : legEditor(routes);
}

const legEditor = (routes: Routes): Editor => ({
  insertion: new LegInsertion(routes),
  clear: (slot) => clearRoute(routes, slot),
  insert: (job, pair, { row }) => insertJob(routes, job, pair, row),
  close: (slot) => closeGaps(routes, slot),
  refresh: (slot) => refreshRoute(routes, slot),
});

const timedEditor = (routes: Routes): Editor => ({
  insertion: new TimedInsertion(routes),
  clear: (slot) => clearTimed(routes, slot),
  insert: (job, pair, place) => insertTimed(routes, job, pair, place),
  close: (slot) => closeTimed(routes, slot),
  refresh: (slot) => settle(routes, slot),
});
