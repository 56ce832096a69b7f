import type { Calendar } from '../sla/calendar.ts';
import type { Requirement } from '../work-orders/work-order.ts';
import type { Resource } from './resource.ts';
import { type Shift, type Stretch, shiftsWithin } from './shifts.ts';
import type { Place, Travel, TravelModel } from './travel.ts';

/** Time a resource is taken at a place by a booking. */
export interface Taken extends Stretch {
  readonly resourceId: string;
  readonly place: Place;
}

/** Everything that decides where a piece of work fits: loaded once, then decided upon without waiting. */
export interface SlotSearch {
  readonly requirement: Pick<
    Requirement,
    'durationMinutes' | 'characteristics' | 'territoryId' | 'lat' | 'lon' | 'windowFrom' | 'windowTo'
  >;
  readonly resources: readonly Resource[];
  readonly bookings: readonly Taken[];
  readonly calendars: readonly Calendar[];
  /** Resources that are never to come for this work, e.g. because they said they cannot. */
  readonly restricted?: readonly string[];
  readonly now: Date;
  readonly travel: TravelModel;
}

/** A gap in a resource's day into which the work fits: it may begin anywhere from `earliest` to `latest`. */
export interface Opening {
  readonly earliest: number;
  readonly latest: number;
  /** The way there. */
  readonly leg: Travel;
  /** Driving that the day grows by. */
  readonly detourMinutes: number;
  readonly from: 'home' | 'job';
}

const minuteMs = 60_000;

/**
 * The openings of one resource, in order of time: between two stops, or a stop and home, where the way there, the work
 * and the way onward fit. Nobody leaves before `leaveAfter`; arrival falls within the requirement's window; work lies in
 * one working window; home is left and reached within the shift.
 */
export function openingsOf(
  search: SlotSearch,
  resource: Resource,
  leaveAfter = search.now.getTime(),
): Opening[] {
  const calendar = search.calendars.find(({ id }) => id === resource.calendarId);
  const until = search.requirement.windowTo.getTime();
  const from = Math.max(leaveAfter, search.requirement.windowFrom.getTime());
  if (!calendar || until < from) return [];
  const stops = search.bookings.filter(({ resourceId }) => resourceId === resource.id).sort(byStart);
  return shiftsWithin(calendar, { from, to: until + 1 }).flatMap((shift) => {
    const ofShift = stops.filter((stop) => stop.to > shift.from && stop.from < shift.to);
    return openingsInShift(search, { resource, shift, stops: ofShift, leaveAfter });
  });
}

const byStart = (a: Taken, b: Taken): number =>
  a.from - b.from || a.to - b.to || a.place.lat - b.place.lat || a.place.lon - b.place.lon;

interface Day {
  readonly resource: Resource;
  readonly shift: Shift;
  readonly stops: readonly Taken[];
  readonly leaveAfter: number;
}

interface Stop extends Stretch {
  readonly place: Place;
  readonly kind: 'home' | 'job';
}

function openingsInShift(search: SlotSearch, day: Day): Opening[] {
  const { resource, shift } = day;
  const place = { lat: resource.homeLat, lon: resource.homeLon };
  const openings: Opening[] = [];
  let before: Stop = { kind: 'home', place, from: shift.from, to: shift.from };
  for (const stop of day.stops) {
    openings.push(...openingsBetween(search, day, [before, { ...stop, kind: 'job' }]));
    if (stop.to >= before.to) before = { ...stop, kind: 'job' }; // bookings may overlap: the one that ends last counts
  }
  openings.push(
    ...openingsBetween(search, day, [before, { kind: 'home', place, from: shift.to, to: shift.to }]),
  );
  return openings;
}

function openingsBetween(search: SlotSearch, day: Day, [before, next]: readonly [Stop, Stop]): Opening[] {
  const { requirement: need, travel } = search;
  const durationMs = need.durationMinutes * minuteMs;
  const leave = Math.max(before.to, day.leaveAfter);
  if (leave + durationMs > next.from) return []; // most gaps of a full day end here, before any way is worked out
  const leg = travel(before.place, need);
  const onward = travel(need, next.place);
  const reach = leave + leg.minutes * minuteMs;
  const mustEnd = next.from - onward.minutes * minuteMs;
  if (reach + durationMs > mustEnd) return [];
  const detourMinutes = leg.minutes + onward.minutes - travel(before.place, next.place).minutes;
  return day.shift.windows.flatMap((window) => {
    const earliest = Math.max(reach, need.windowFrom.getTime(), window.from);
    const latest = Math.min(need.windowTo.getTime(), Math.min(window.to, mustEnd) - durationMs);
    return earliest <= latest ? [{ earliest, latest, leg, detourMinutes, from: before.kind }] : [];
  });
}
