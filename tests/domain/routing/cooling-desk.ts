import type { Agent } from '../../../domain/routing/agent.ts';
import type { Queue } from '../../../domain/routing/queue.ts';
import { routingReactions } from '../../../domain/routing/reactions.ts';
import {
  aCase,
  aConversation,
  aCustomer,
  anAgent,
  aPerson,
  aQueue,
  aQueueItem,
  aSession,
} from '../../fixtures/desk-records.ts';
import { Memory } from '../../fixtures/memory.ts';

/** The instant at which the desk of these tests opens. */
export const nine = '2026-03-02T09:00:00Z';

/** A desk with a queue for cooling whose members are the agents given, a supervisor `sam` and a customer. */
export function coolingDesk(
  given: { agents?: readonly Partial<Agent>[]; queue?: Partial<Queue> } = {},
): Memory {
  const agents = (given.agents ?? [{ id: 'ana' }]).map(anAgent);
  return new Memory(nine, routingReactions)
    .seed('people', ...agents.map(({ id }) => aPerson({ id })))
    .seed('people', aPerson({ id: 'sam', roles: ['supervisor'] }))
    .seed('agents', ...agents)
    .seed('customers', aCustomer())
    .seed('queues', aQueue({ memberIds: agents.map(({ id }) => id), fallback: true, ...given.queue }));
}

/** Adds a case `C-<n>` with its conversation, held by the bot; it is not routed yet. */
export function addCase(desk: Memory, n: number, given: Parameters<typeof aCase>[0] = {}): string {
  const id = `case-${n}`;
  const conversationId = `conv-${n}`;
  desk
    .seed('cases', aCase({ id, number: `C-${n}`, conversationId, queueId: 'q-cooling', ...given }))
    .seed('conversations', aConversation({ id: conversationId, externalId: `thread-${n}`, caseId: id }))
    .seed('sessions', aSession({ id: `bot-session-${n}`, conversationId }));
  return id;
}

/** Adds a case that waits in the queue, entered `n` minutes after opening time. */
export function addWaiting(
  desk: Memory,
  n: number,
  given: { case?: Parameters<typeof aCase>[0]; item?: Parameters<typeof aQueueItem>[0] } = {},
): string {
  const caseId = addCase(desk, n, given.case);
  const enteredAt = new Date(Date.parse(nine) + n * 60_000);
  desk.seed('queueItems', aQueueItem({ id: `case:${caseId}`, caseId, enteredAt, ...given.item }));
  return caseId;
}

/** Who has an open offer of a case, in the order made. */
export const offeredTo = (desk: Memory, caseId: string): string[] =>
  desk.all('offers', { caseId, state: 'offered' }).map(({ agentId }) => agentId);

/** The open offer of a case to an agent. */
export function offerOf(desk: Memory, caseId: string, agentId: string): string {
  const [offer] = desk.all('offers', { caseId, agentId, state: 'offered' });
  if (!offer) throw new Error(`${agentId} has no offer of ${caseId}`);
  return offer.id;
}

/** The lines said to a member of staff. */
export const linesTo = (desk: Memory, personId: string): string[] =>
  desk.all('posts', { personId, kind: 'text' }).map(({ text }) => text);

/** Names of the events so far, with one field of each. */
export const eventsOf = (desk: Memory, name: string): object[] =>
  desk.events.filter((event) => event.name === name).map(({ data }) => data);
