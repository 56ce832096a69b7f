import { isZone } from '../../sla/zone-offsets.ts';
import type { Severity } from '../finding.ts';

/** Days as a person names them in a rule; Monday first, as calendars have it. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** When a rule is in force, on the clock of its zone. A window that ends before it begins runs through midnight. */
export interface RuleSchedule {
  /** Days on which its window begins; every day when left out. */
  readonly weekdays?: readonly (typeof weekdays)[number][];
  /** `HH:MM`; the whole day when `from` and `to` are left out. */
  readonly from?: string;
  /** `HH:MM`, exclusive; `24:00` is the end of the day. */
  readonly to?: string;
  /** IANA zone. */
  readonly zone: string;
}

/** A line that a channel must not cross, as a person writes it for one device. */
export interface ThresholdRule {
  readonly kind: 'threshold';
  readonly channel: string;
  /** Exactly one of `above` and `below` is there; a value on the line itself has not crossed it. */
  readonly above?: number;
  readonly below?: number;
  /** ISO 8601 duration, such as `PT5M`: how long the value must stay across. */
  readonly for?: string;
  /** How many readings in a row must be across. */
  readonly repeat?: number;
  /** Where the value must be back, at least, before the alert clears (hysteresis); the line itself when left out. */
  readonly clear?: number;
  readonly severity: Severity;
  readonly schedule?: RuleSchedule;
}

/** More rules than this on one device are a mistake of a script, and each costs at every reading. */
export const mostRules = 50;

const longestMs = 31 * 86_400_000;
const duration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** Milliseconds of an ISO 8601 duration in days, hours, minutes and seconds; null when it is none. */
export function durationMs(text: string): number | null {
  const found = duration.exec(text);
  if (!found || /[PT]$/.test(text)) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  return Math.round((((+days * 24 + +hours) * 60 + +minutes) * 60 + +seconds) * 1000);
}

/** Minutes of the day that `HH:MM` names; null when it names none. */
export function minuteOf(text: string): number | null {
  const found = /^(\d\d):([0-5]\d)$/.exec(text);
  const minute = found ? Number(found[1]) * 60 + Number(found[2]) : 1441;
  return minute <= 1440 ? minute : null;
}

/** What a rule says that cannot be meant, with the field it stands in; null for a rule that can be kept. */
export function ruleProblem(
  rule: ThresholdRule,
): { readonly place: string; readonly problem: string } | null {
  const { above, below, clear } = rule;
  if ((above === undefined) === (below === undefined))
    return { place: 'above', problem: 'exactly one of above and below must be there' };
  if (above !== undefined && clear !== undefined && clear > above)
    return { place: 'clear', problem: `it must not be above the line of ${above}` };
  if (below !== undefined && clear !== undefined && clear < below)
    return { place: 'clear', problem: `it must not be below the line of ${below}` };
  const forMs = rule.for === undefined ? 0 : durationMs(rule.for);
  if (forMs === null || forMs > longestMs)
    return { place: 'for', problem: 'it must be an ISO 8601 duration of at most 31 days, such as PT5M' };
  return rule.schedule === undefined ? null : scheduleProblem(rule.schedule);
}

function scheduleProblem({ from, to, zone }: RuleSchedule): ReturnType<typeof ruleProblem> {
  if (!isZone(zone)) return { place: 'schedule.zone', problem: `there is no time zone ${zone}` };
  if ((from === undefined) !== (to === undefined))
    return { place: 'schedule.from', problem: 'from and to stand together, or neither' };
  if (from !== undefined && minuteOf(from) === null)
    return { place: 'schedule.from', problem: 'it must be a time such as 08:00' };
  if (to !== undefined && minuteOf(to) === null)
    return { place: 'schedule.to', problem: 'it must be a time such as 18:00' };
  if (from !== undefined && from === to)
    return {
      place: 'schedule.to',
      problem: 'it must differ from schedule.from; leave both out for whole days',
    };
  return null;
}
