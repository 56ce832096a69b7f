/** One entry of a case's timeline, as the API tells it. */
export interface TimelineEntry {
  readonly seq: number;
  readonly at: string;
  readonly name: string;
  readonly text: string;
  readonly actor: { readonly id: string; readonly name: string } | null;
}

/** What kind of thing happened, for the mark beside it. */
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
export function whoDid({ name, actor }: TimelineEntry, customer: string): string | null {
  const kind = kindOf(name);
  if (kind === 'customer') return customer;
  return kind === 'said' || !actor || actor.id === 'system' ? null : actor.name;
}
