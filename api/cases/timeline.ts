import { z } from 'zod';
import type { DomainEvents, EventName, LoggedEvent } from '../../domain/events.ts';
import type { ClearReason } from '../../domain/iot/alerts/alert.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { sayWhen } from '../../domain/people/say-time.ts';
import { seesOwnWorkOnly } from '../../domain/work-orders/own-work.ts';
import type { ApiDeps } from '../deps.ts';
import { isDeskOnly, isForCustomers } from '../live/sight.ts';
import { named } from '../odata/field.ts';
import { isCustomer } from '../odata/resource.ts';

/** One entry of a timeline. */
export const timelineEntry = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  name: z.string(),
  text: z.string(),
  actor: named.nullable(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** Says an instant of an event's data as people read it. */
type SayAt = (instant: string) => string;
type Sentences = { readonly [N in EventName]?: (data: DomainEvents[N], when: SayAt) => string };

const kpis: Record<string, string> = { 'first-response': 'First response', resolve: 'Resolution' };

const endings: Record<ClearReason, string> = {
  'in-band': 'telemetry is back in band',
  'by-hand': 'cleared by hand',
  suppressed: 'kept quiet',
  'device-gone': 'the device is gone',
};

/** What an event says to a person; one that says nothing about a case is left out of its timeline. */
const sentences: Sentences = {
  'conversation.opened': ({ channel }) => `Wrote on ${channel}`,
  'conversation.moved': ({ from, to }) => `Conversation: ${from} to ${to}`,
  'message.received': ({ text }) => text,
  'message.sent': ({ text, authorName }) => `${authorName}: ${text}`,
  'case.opened': ({ number, danger }) => `Case ${number} opened${danger ? ': danger' : ''}`,
  'case.classified': ({ category, priority, why }) =>
    `Classified as ${category}, priority ${priority}: ${why}`,
  'case.assigned': ({ ownerName, why }) => `Assigned to ${ownerName}: ${why}`,
  'case.released': ({ why }) => `Back in the queue: ${why}`,
  'case.prioritised': ({ from, to }) => `Priority ${from} to ${to}`,
  'case.parked': () => 'Parked until the customer writes again',
  'case.resolved': ({ type, text }) => `Resolved (${type}): ${text}`,
  'case.reopened': ({ why }) => `Reopened: ${why}`,
  'case.closed': () => 'Closed for good',
  'case.cancelled': () => 'Cancelled',
  'case.rated': ({ rating }) => `Rated ${rating} of 5`,
  'case.sla_warned': ({ kind, dueAt }, when) => `${kpis[kind]} is due soon: ${when(dueAt)}`,
  'case.sla_breached': ({ kind, breachedAt }, when) => `${kpis[kind]} is late since ${when(breachedAt)}`,
  'case.sla_met': ({ kind }) => `${kpis[kind]} in time`,
  'escalation.asked': () => 'A supervisor was asked to decide',
  'escalation.decided': ({ state }) => `Escalation ${state}`,
  'offer.made': ({ expiresAt }, when) => `Offered until ${when(expiresAt)}`,
  'offer.ended': ({ how }) => `Offer ended: ${how}`,
  'danger.reported': ({ words }) => `Words of danger: ${words}`,
  'work-order.created': ({ number }) => `Work order ${number} made`,
  'work-order.moved': ({ from, to }) => `Work order: ${from} to ${to}`,
  'command.moved': ({ name, from, to }) =>
    from === null ? `Command ${name}: ${to}` : `Command ${name}: ${from} to ${to}`,
  'alert.linked': ({ number, deviceId, workOrderId }) =>
    workOrderId
      ? `Alert ${number} of ${deviceId}: a technician is sent`
      : `Alert ${number} of ${deviceId} led here`,
  'alert.cleared': ({ number, reason }) => `Alert ${number} is over: ${endings[reason]}`,
  'alert.still_out': ({ number }) => `Alert ${number}: still out of band after the repair`,
  'booking.made': ({ startAt }, when) => `Visit booked for ${when(startAt)}`,
  'booking.moved': ({ from, to }) => `Visit: ${from} to ${to}`,
};

/** What happened to a case, in the order it happened, as far as the viewer may know. */
export async function timelineOf(
  caseId: string,
  {
    actor,
    deps,
  }: { readonly actor: Actor; readonly deps: Pick<ApiDeps, 'eventLog' | 'tables' | 'zone' | 'clock'> },
): Promise<object[]> {
  const isOutside = isCustomer(actor);
  const found = await deps.eventLog.ofCase(caseId);
  const mayHear = (name: EventName) =>
    isOutside ? isForCustomers(name) : !(seesOwnWorkOnly(actor) && isDeskOnly(name));
  const events = found.filter(({ name, unitId }) => unitId === actor.unitId && mayHear(name));
  const names = await namesOf(events, deps);
  const now = deps.clock.now();
  const when: SayAt = (instant) => sayWhen(new Date(instant), deps.zone, now);
  const happened = events.flatMap((event) => {
    const { seq, at, name, data } = event;
    const say = sentences[name] as ((about: unknown, when: SayAt) => string) | undefined;
    if (!say) return [];
    const actorId = actorOf(event);
    const who = isOutside ? undefined : names.get(actorId);
    const shown = { seq, at, name, text: say(data, when), actor: who ? { id: actorId, name: who } : null };
    return [isOutside ? shown : { ...shown, data }];
  });
  return [...(await saidBefore(caseId, events, { deps, isOutside })), ...happened];
}

/** A customer's message is the customer's doing, whoever's turn took it in. */
const actorOf = ({ name, data, actorId }: LoggedEvent): string =>
  name === 'message.received' ? (data as DomainEvents['message.received']).customerId : actorId;

/** What was said in the conversation before it became a case: its events name no case, its messages do. */
async function saidBefore(
  caseId: string,
  events: readonly LoggedEvent[],
  { deps, isOutside }: { readonly deps: Pick<ApiDeps, 'tables'>; readonly isOutside: boolean },
): Promise<object[]> {
  const told = new Set(events.map(({ data }) => (data as { messageId?: string }).messageId));
  const messages = await deps.tables.messages.where({ caseId }, { limit: 500 });
  return messages
    .filter(({ id }) => !told.has(id))
    .map(({ at, direction, text, authorId, authorName }) => ({
      seq: 0,
      at,
      name: direction === 'inbound' ? 'message.received' : 'message.sent',
      text: direction === 'inbound' ? text : `${authorName}: ${text}`,
      actor: isOutside ? null : { id: authorId, name: authorName },
    }));
}

async function namesOf(
  events: readonly LoggedEvent[],
  { tables }: Pick<ApiDeps, 'tables'>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(events.map(actorOf))];
  if (ids.length === 0) return new Map();
  const people = await tables.people.where({ id: { in: ids } });
  const customers = await tables.customers.where({ id: { in: ids } });
  return new Map([
    ['system', 'Fieldline'],
    ...[...people, ...customers].map(({ id, name }) => [id, name] as const),
  ]);
}
