import { describeDue, describeWork, hoursPerDay, workBetween } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import type { KpiInstance, KpiKind } from './sla.ts';

const minuteMs = 60_000;
const names: Record<KpiKind, string> = { 'first-response': 'First response', resolve: 'Resolution' };

/** Where a promise stands, for people: a card's line, and a number to sort and colour by. */
export interface KpiExplanation {
  readonly text: string;
  /** Whole minutes of working time still left; negative once the promise is broken. */
  readonly minutesLeft: number;
  readonly tone: 'good' | 'warning' | 'attention';
}

/** Says a promise's clock in one line, e.g. "First response due Mon 09:30, 25 min left", in the calendar's zone. */
export function explainKpi(kpi: KpiInstance, calendar: Calendar | null, now: Date): KpiExplanation {
  const name = names[kpi.kind];
  const missedAt =
    kpi.breachedAt ?? (kpi.runningSince !== null && kpi.dueAt !== null && kpi.dueAt < now ? kpi.dueAt : null);
  if (missedAt) return explainMissed(kpi, { missedAt, calendar, now });
  const leftMs = kpi.leftMs - (kpi.runningSince ? workBetween(kpi.runningSince, now, calendar) : 0);
  const minutesLeft = Math.floor(leftMs / minuteMs);
  const left = describeWork(Math.max(0, minutesLeft) * minuteMs, hoursPerDay(calendar));
  const isNear = kpi.targetMs - leftMs >= kpi.warnMs;
  if (kpi.state === 'succeeded')
    return { text: `${name} on time, ${left} to spare`, minutesLeft, tone: 'good' };
  if (kpi.state === 'canceled') return { text: `${name} no longer owed`, minutesLeft, tone: 'good' };
  const tone = isNear ? 'warning' : 'good';
  if (kpi.state === 'paused' || kpi.dueAt === null)
    return { text: `${name} paused, ${left} left`, minutesLeft, tone };
  return { text: `${name} due ${describeDue(now, kpi.dueAt, calendar)}, ${left} left`, minutesLeft, tone };
}

function explainMissed(
  kpi: KpiInstance,
  {
    missedAt,
    calendar,
    now,
  }: { readonly missedAt: Date; readonly calendar: Calendar | null; readonly now: Date },
): KpiExplanation {
  const lateMs = workBetween(missedAt, kpi.endedAt ?? now, calendar);
  const late = lateMs > 0 ? `${describeWork(lateMs, hoursPerDay(calendar))} ` : '';
  const since = `${names[kpi.kind]} was due ${describeDue(now, missedAt, calendar)}`;
  const minutesLeft = Math.min(-1, -Math.ceil(lateMs / minuteMs));
  return { text: `${since}, ${late}${kpi.endedAt ? 'late' : 'overdue'}`, minutesLeft, tone: 'attention' };
}
