import { element } from '../kit/element.ts';
import { sayClock, sayDay } from './say-time.ts';

/** One entry of a case's timeline, as the API tells it. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly name: string;
  readonly text: string;
  readonly actor: { readonly id: string; readonly name: string } | null;
}

/** What kind of thing happened, for how it looks. */
export type EntryKind = 'customer' | 'said' | 'case' | 'promise' | 'late' | 'visit' | 'routing';

/** Tells what an event is about by its name. */
export function kindOf(name: string): EntryKind {
  if (name === 'message.received' || name === 'danger.reported') return 'customer';
  if (name === 'message.sent') return 'said';
  if (name === 'case.sla_breached' || name.startsWith('escalation.')) return 'late';
  if (name.startsWith('case.sla_')) return 'promise';
  if (name.startsWith('booking.') || name.startsWith('work-order.')) return 'visit';
  if (name.startsWith('offer.') || name === 'case.released' || name === 'case.classified') return 'routing';
  return 'case';
}

const instant = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;

/** Instants within a text, as people say them. */
export const withSpokenTimes = (text: string, say: (at: string) => string): string =>
  text.replace(instant, (at) => say(at));

/** Who is named above an entry: the customer for their own words; nobody where the text names them, or nobody did it. */
export function whoDid(
  { name, actor }: Pick<TimelineEntry, 'name' | 'actor'>,
  customer: string,
): string | null {
  const kind = kindOf(name);
  if (kind === 'customer') return customer;
  return kind === 'said' || !actor || actor.id === 'system' ? null : actor.name;
}

/** Draws a timeline, with a heading for each day. */
export function timelineLines(entries: readonly TimelineEntry[], customer: string): HTMLElement[] {
  let day = '';
  const now = Date.now();
  return entries.flatMap((entry) => {
    const words = sayDay(entry.at, now);
    const head = words === day ? [] : [element('li', { className: 'timeline__day' }, words)];
    day = words;
    return [...head, lineOf(entry, customer, now)];
  });
}

function lineOf(entry: TimelineEntry, customer: string, now: number): HTMLElement {
  const { at, name, text } = entry;
  const who = whoDid(entry, customer);
  const say = (then: string) =>
    (sayDay(then, now) === 'Today' ? '' : `${sayDay(then, now)} `) + sayClock(then);
  return element(
    'li',
    { className: 'timeline__entry', 'data-kind': kindOf(name) },
    element('time', { className: 'timeline__time', dateTime: at }, sayClock(at)),
    element(
      'div',
      {},
      who && element('p', { className: 'small quiet' }, who),
      element('p', { className: 'timeline__text' }, withSpokenTimes(text, say)),
    ),
  );
}
