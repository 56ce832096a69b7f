const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A measured number as people say it: three digits that matter. */
export function number(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toPrecision(3);
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
  return String(Number(value.toFixed(digits)));
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

/** A length of time in the unit that a person would use. */
export function span(ms: number): string {
  if (ms < 1.5 * minute) return counted(Math.max(1, Math.round(ms / 1000)), 'second');
  if (ms < 1.5 * hour) return counted(Math.round(ms / minute), 'minute');
  if (ms < 2 * day) return counted(Math.round(ms / hour), 'hour');
  return counted(Math.round(ms / day), 'day');
}

/** A day as people write it, UTC: 12 March. */
export const dayOf = (at: number): string =>
  new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
