import { type Opening, openingsOf, type SlotSearch } from './openings.ts';
import type { Resource } from './resource.ts';
import { sayNobody, unsuitable } from './suitability.ts';

/** A time at which one technician can come, with what it costs and why it is good. */
export interface Slot {
  readonly resourceId: string;
  readonly resourceName: string;
  readonly travelFromMinutes: number;
  readonly travelKm: number;
  /** When the technician is there: at the start, or up to one step earlier. */
  readonly arriveAt: Date;
  readonly startAt: Date;
  readonly endAt: Date;
  /** Driving that the technician's day grows by. */
  readonly detourMinutes: number;
  /** IANA zone in which the times are told. */
  readonly zone: string;
  readonly reasons: readonly string[];
}

/** The best slots, or why there is none. */
export interface Slots {
  readonly slots: readonly Slot[];
  readonly reasonNone: string | null;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A technician needs some minutes to see the booking and set off, and whoever books needs some to decide. */
const noticeMinutes = 10;
/** Starts within one opening are offered this far apart, so that the choice is a real one. */
const spreadMinutes = 120;
/** So many minutes of a customer's waiting weigh as much as one more minute on the road. */
const waitPerDetour = 4;

/**
 * The best slots for a piece of work, best first.
 *
 * Score = minutes until the start / 4 + minutes of driving added to the day; lower is better, ties go to the earlier
 * start, then to the resource's id. So a technician who is an hour later must save a quarter of an hour on the road.
 * Each resource gives its best slot before any gives a second one. Starts lie on the grid of `stepMinutes` where
 * the opening allows it. The same input always gives the same slots.
 */
export function findSlots(
  search: SlotSearch & { readonly top?: number; readonly stepMinutes?: number },
): Slots {
  const { top = 3, stepMinutes = 15, now } = search;
  const leaveAfter = now.getTime() + noticeMinutes * minuteMs;
  const found: Candidate[] = [];
  const byResource = Map.groupBy(search.bookings, ({ resourceId }) => resourceId);
  for (const resource of search.resources) {
    if (!resource.active || unsuitable(search, resource)) continue;
    const own = { ...search, bookings: byResource.get(resource.id) ?? [] };
    for (const opening of openingsOf(own, resource, leaveAfter))
      for (const start of startsOf(opening, stepMinutes * minuteMs))
        found.push({ resource, opening, start, score: scoreOf(start, opening, now) });
  }
  if (found.length === 0) return { slots: [], reasonNone: sayNobody(search) };
  const slots = chosen(found.sort(byScore), top).map((one) => slotOf(search, one, stepMinutes));
  return { slots, reasonNone: null };
}

/** The slot of one resource at one start, when it is still to be had; for the moment of booking. */
export function slotAt(
  search: SlotSearch & { readonly stepMinutes?: number },
  wanted: { readonly resourceId: string; readonly startAt: Date },
): Slot | null {
  const resource = search.resources.find(({ id }) => id === wanted.resourceId);
  if (!resource?.active || unsuitable(search, resource)) return null;
  const start = wanted.startAt.getTime();
  const opening = openingsOf(search, resource).find(
    ({ earliest, latest }) => earliest <= start && start <= latest,
  );
  return opening ? slotOf(search, { resource, opening, start, score: 0 }, search.stepMinutes ?? 15) : null;
}

/** Why a resource could not come at a start even on an empty day; null when only its bookings are in the way. */
export function whyNotAt(
  search: SlotSearch,
  wanted: { readonly resourceId: string; readonly startAt: Date },
): string | null {
  const { requirement, now } = search;
  const resource = search.resources.find(({ id }) => id === wanted.resourceId);
  if (!resource?.active) return 'the technician does not work here any more';
  const obstacle = unsuitable(search, resource);
  if (obstacle) return `${resource.name} ${obstacle.one}`;
  if (wanted.startAt < requirement.windowFrom || wanted.startAt > requirement.windowTo)
    return 'the start lies outside the arrival window';
  const emptyDay = { ...search, bookings: [] };
  if (slotAt(emptyDay, wanted)) return null;
  const longAgo = new Date(Math.min(now.getTime(), wanted.startAt.getTime()) - dayMs);
  return slotAt({ ...emptyDay, now: longAgo }, wanted)
    ? `it is too late for ${resource.name} to get there by then`
    : `${resource.name} is off then`;
}

interface Candidate {
  readonly resource: Resource;
  readonly opening: Opening;
  readonly start: number;
  readonly score: number;
}

const scoreOf = (start: number, opening: Opening, now: Date): number =>
  (start - now.getTime()) / minuteMs / waitPerDetour + opening.detourMinutes;

const byScore = (a: Candidate, b: Candidate): number =>
  a.score - b.score || a.start - b.start || (a.resource.id < b.resource.id ? -1 : 1);

function startsOf({ earliest, latest }: Opening, stepMs: number): number[] {
  const onGrid = Math.ceil(earliest / stepMs) * stepMs;
  if (onGrid > latest) return [Math.min(Math.ceil(earliest / minuteMs) * minuteMs, latest)];
  const starts: number[] = [];
  for (let start = onGrid; start <= latest; start += spreadMinutes * minuteMs) starts.push(start);
  return starts;
}

function chosen(ranked: readonly Candidate[], top: number): Candidate[] {
  const seen = new Set<string>();
  const first: Candidate[] = [];
  const further: Candidate[] = [];
  for (const one of ranked) {
    (seen.has(one.resource.id) ? further : first).push(one);
    seen.add(one.resource.id);
  }
  return [...first, ...further].slice(0, top).sort(byScore);
}

function slotOf(search: SlotSearch, { resource, opening, start }: Candidate, stepMinutes: number): Slot {
  const { requirement, calendars } = search;
  return {
    resourceId: resource.id,
    resourceName: resource.name,
    travelFromMinutes: opening.leg.minutes,
    travelKm: opening.leg.km,
    arriveAt: new Date(Math.max(opening.earliest, start - stepMinutes * minuteMs)),
    startAt: new Date(start),
    endAt: new Date(start + requirement.durationMinutes * minuteMs),
    detourMinutes: opening.detourMinutes,
    zone: calendars.find(({ id }) => id === resource.calendarId)?.zone ?? 'UTC',
    reasons: reasonsFor(search, resource, opening),
  };
}

function reasonsFor({ requirement }: SlotSearch, resource: Resource, opening: Opening): string[] {
  const skills = requirement.characteristics.map(({ id, rating }) => {
    const own = resource.characteristics.find((one) => one.id === id)?.rating ?? rating;
    return `${id} ${own} (needs ${rating})`;
  });
  const way = `${opening.leg.minutes} min from ${opening.from === 'home' ? 'home' : 'the job before'}`;
  return [...skills, way, `adds ${opening.detourMinutes} min of driving`];
}
