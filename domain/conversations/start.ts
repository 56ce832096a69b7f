import type { Customer } from '../customers/customer.ts';
import type { Unit } from '../unit.ts';
import type { Channel, Conversation } from './conversation.ts';

/** Who writes, as far as the channel can vouch for it. */
export interface Caller {
  readonly channel: Channel;
  /** The channel's id of the thread. */
  readonly externalId: string;
  /** The id a signed identity vouches for; null for a visitor nobody vouches for. */
  readonly customerExternalId: string | null;
  readonly name: string | null;
  readonly language: string | null;
}

/**
 * Finds the conversation of a thread, or begins one: a thread whose last conversation is closed goes on in a new one
 * with the same customer, so that old talks stay as they were.
 */
export async function conversationOf(
  unit: Unit,
  caller: Caller,
): Promise<{ conversation: Conversation; customer: Customer }> {
  const last = await unit.conversations.first(
    { channel: caller.channel, externalId: caller.externalId },
    { orderBy: [['id', 'desc']] },
  );
  if (last && last.state !== 'closed')
    return { conversation: last, customer: await unit.customers.get(last.customerId) };
  const customer = last ? await unit.customers.get(last.customerId) : await identify(unit, caller);
  return { conversation: begin(unit, caller, customer), customer };
}

async function identify(unit: Unit, caller: Caller): Promise<Customer> {
  if (caller.customerExternalId) {
    const known = await unit.customers.first({ externalId: caller.customerExternalId });
    if (known) return known;
  }
  const vouched = caller.customerExternalId !== null;
  return unit.customers.save({
    id: unit.newId(),
    version: 0,
    unitId: unit.actor.unitId,
    name: caller.name?.trim().slice(0, 100) || 'Visitor',
    email: null,
    phone: null,
    language: (caller.language ?? 'en').slice(0, 2).toLowerCase(),
    accountId: null,
    siteId: null,
    level: 'bronze',
    anonymous: !vouched,
    externalId: caller.customerExternalId,
    createdAt: unit.now,
  });
}

function begin(unit: Unit, caller: Caller, customer: Customer): Conversation {
  const conversation = unit.conversations.save({
    id: unit.newId(),
    version: 0,
    unitId: customer.unitId,
    channel: caller.channel,
    externalId: caller.externalId,
    state: 'open',
    customerId: customer.id,
    caseId: null,
    agentId: null,
    language: (caller.language ?? customer.language).slice(0, 2).toLowerCase(),
    dialogue: { at: 'idle' },
    createdAt: unit.now,
    lastCustomerAt: null,
    lastActivityAt: unit.now,
    closedAt: null,
  });
  const member = {
    version: 0,
    unitId: customer.unitId,
    conversationId: conversation.id,
    joinedAt: unit.now,
    leftAt: null,
  };
  unit.participants.save({
    ...member,
    id: unit.newId(),
    kind: 'customer',
    memberId: customer.id,
    name: customer.name,
  });
  unit.participants.save({ ...member, id: unit.newId(), kind: 'bot', memberId: 'bot', name: 'Fieldline' });
  unit.sessions.save({
    id: unit.newId(),
    version: 0,
    unitId: customer.unitId,
    conversationId: conversation.id,
    caseId: null,
    holderId: 'bot',
    mode: 'primary',
    capacityUnits: 0,
    startedAt: unit.now,
    endedAt: null,
    endReason: null,
  });
  unit.emit('conversation.opened', {
    conversationId: conversation.id,
    customerId: customer.id,
    channel: caller.channel,
  });
  return conversation;
}
