/** How urgent a time is; the words always say it too. */
export type Urgency = 'plain' | 'warning' | 'danger';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What is left of an offer: `1:45`, then `12 s`; it is watched while it runs out, so it counts in seconds. */
export function countdown(leftMs: number): { readonly text: string; readonly urgency: Urgency } {
  if (leftMs <= 0) return { text: 'time is up', urgency: 'danger' };
  const seconds = Math.ceil(leftMs / 1000);
  const urgency = seconds <= 15 ? 'danger' : seconds <= 45 ? 'warning' : 'plain';
  if (seconds < 60) return { text: `${seconds} s`, urgency };
  return { text: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`, urgency };
}

/** The part of an offer's time that is left, from 1 to 0. */
export function shareLeft(span: { readonly from: number; readonly to: number }, now: number): number {
  const whole = span.to - span.from;
  return whole <= 0 ? 0 : Math.min(1, Math.max(0, (span.to - now) / whole));
}

/** When something is due, seen from now: `in 25 min`, `3 h late`. */
export function dueIn(dueMs: number, now: number): { readonly text: string; readonly urgency: Urgency } {
  const left = dueMs - now;
  if (left < 0) return { text: `${span(-left)} late`, urgency: 'danger' };
  return { text: `in ${span(left)}`, urgency: left < 30 * minute ? 'warning' : 'plain' };
}

function span(ms: number): string {
  if (ms < minute) return 'under a minute';
  if (ms < 100 * minute) return `${Math.floor(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
  return `${Math.round(ms / day)} days`;
}
