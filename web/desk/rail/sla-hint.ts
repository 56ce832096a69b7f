import { dueIn, type Urgency } from '../countdown.ts';

/** A promise to a customer, as the API tells it. */
export interface Kpi {
  readonly kind: string;
  readonly state: string;
  readonly dueAt: string | null;
  /** When it was kept, in time or late. */
  readonly endedAt: string | null;
}

const promises: Readonly<Record<string, string>> = { 'first-response': 'First response', resolve: 'Resolve' };
const running = new Set(['in-progress', 'nearing', 'noncompliant']);
const isRunning = ({ state, endedAt }: Kpi): boolean => running.has(state) && !endedAt;

/** The most urgent promise of a case in a few words; one that is late outranks all that are not. */
export function slaHint(kpis: readonly Kpi[], now: number): { text: string; urgency: Urgency } | null {
  const open = kpis
    .filter(isRunning)
    .flatMap(({ kind, dueAt }) => (dueAt ? [{ kind, due: Date.parse(dueAt) }] : []));
  const [first] = open.sort((one, other) => one.due - other.due);
  if (!first)
    return kpis.some(({ state }) => state === 'paused')
      ? { text: 'Clock is paused', urgency: 'plain' }
      : null;
  const { text, urgency } = dueIn(first.due, now);
  return { text: `${promises[first.kind] ?? first.kind} ${text}`, urgency };
}
