import type { Insertion } from './moves/cache.ts';
import { LegInsertion } from './moves/insertion.ts';
import { isOnlySpanned } from './polish/span-limit.ts';
import { closeGaps, insertJob } from './routes/edit.ts';
import { claim, layJobs } from './routes/lay.ts';
import type { Routes } from './routes/routes.ts';
import { clearRoute, refreshRoute } from './routes/schedule.ts';
import { clearTimed, closeTimed, insertTimed, layTimed, type Place } from './timed/edit.ts';
import { TimedInsertion } from './timed/insertion.ts';
import { settle } from './timed/settle.ts';
import { closeSpanned, insertSpanned } from './timed/span-edit.ts';

/** How routes are changed: quickly where a route's price is the sum of its legs, by whole routes where times count. */
export interface Editor {
  readonly insertion: Insertion;
  clear(slot: number): void;
  insert(job: number, pair: number, place: Place): void;
  close(slot: number): void;
  /** Lays these jobs into a slot as its whole route; they must fit there in this order. */
  lay(slot: number, jobs: Int32Array): void;
  /** Works times out anew after the bounds of a visit were moved. */
  refresh(slot: number): void;
}

/** The editor a model asks for. */
export function editorFor(routes: Routes): Editor {
  const { model } = routes;
  if (!model.isTimed) return legEditor(routes);
  return isOnlySpanned(model) && !model.hasGaps ? spanEditor(routes) : timedEditor(routes);
}

const legEditor = (routes: Routes): Editor => ({
  insertion: new LegInsertion(routes),
  clear: (slot) => clearRoute(routes, slot),
  insert: (job, pair, { row }) => insertJob(routes, job, pair, row),
  close: (slot) => closeGaps(routes, slot),
  lay: (slot, jobs) => layJobs(routes, slot, jobs),
  refresh: (slot) => refreshRoute(routes, slot),
});

const timedEditor = (routes: Routes): Editor => ({
  insertion: new TimedInsertion(routes),
  clear: (slot) => clearTimed(routes, slot),
  insert: (job, pair, place) => insertTimed(routes, job, pair, place),
  close: (slot) => closeTimed(routes, slot),
  lay(slot, jobs) {
    claim(routes, slot, jobs);
    layTimed(routes, slot, jobs);
  },
  refresh: (slot) => settle(routes, slot),
});

const spanEditor = (routes: Routes): Editor => ({
  ...timedEditor(routes),
  insert: (job, pair, { row }) => insertSpanned(routes, job, pair, row),
  close: (slot) => closeSpanned(routes, slot),
});
