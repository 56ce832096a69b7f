import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone keeps one offset from UTC; instants in milliseconds, `to` exclusive. */
export interface OffsetPeriod {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

/** Per zone, periods without a gap between them, oldest first: a zone has about two a year, so they are looked up once. */
const known = new Map<string, OffsetPeriod[]>();

/**
 * The offset of an IANA zone around an instant and how long it lasts: between two switches the wall clock is plain
 * arithmetic, so only the switches are asked of Temporal.
 */
export function offsetPeriodAt(zone: string, at: number): OffsetPeriod {
  const periods = known.get(zone) ?? [periodAround(zone, at)];
  if (!known.has(zone)) known.set(zone, periods);
  while (at >= periods.at(-1)!.to) periods.push(after(zone, periods.at(-1)!));
  while (at < periods[0]!.from) periods.unshift(before(zone, periods[0]!));
  let low = 0;
  let high = periods.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (periods[middle]!.to <= at) low = middle + 1;
    else high = middle;
  }
  return periods[low]!;
}

/** What the wall clock of a zone shows at an instant, readable through the UTC getters of the date returned. */
export function wallClock(at: Date, zone: string): Date {
  return new Date(at.getTime() + offsetPeriodAt(zone, at.getTime()).offsetMs);
}

/** Whether a name is a zone that the time-zone database knows, so that a calendar with a slip of the pen is not kept. */
export function isZone(zone: string): boolean {
  try {
    inZone(zone, 0);
    return true;
  } catch {
    return false;
  }
}

const inZone = (zone: string, at: number): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

const offsetOf = (local: Temporal.ZonedDateTime): number => local.offsetNanoseconds / 1e6;

const switchAfter = (local: Temporal.ZonedDateTime): number =>
  local.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;

const switchBefore = (local: Temporal.ZonedDateTime): number =>
  local.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;

function periodAround(zone: string, at: number): OffsetPeriod {
  const local = inZone(zone, at);
  return { from: switchBefore(inZone(zone, at + 1)), to: switchAfter(local), offsetMs: offsetOf(local) };
}

function after(zone: string, last: OffsetPeriod): OffsetPeriod {
  const local = inZone(zone, last.to);
  return { from: last.to, to: switchAfter(local), offsetMs: offsetOf(local) };
}

function before(zone: string, first: OffsetPeriod): OffsetPeriod {
  const local = inZone(zone, first.from - 1);
  return { from: switchBefore(inZone(zone, first.from)), to: first.from, offsetMs: offsetOf(local) };
}
