import assert from 'node:assert/strict';
import { pickCase } from '../../../domain/routing/offers.ts';
import { parkCase, reviveParked } from '../../../domain/routing/park.ts';
import { aConversation, anActor, anAgent } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { addCase, addWaiting, coolingDesk, eventsOf, offeredTo } from './cooling-desk.ts';

const ana = { actor: anActor('ana') };
const park = (desk: Memory, actor = ana.actor) =>
  desk.commit((unit) => parkCase(unit, { caseId: 'case-1' }), { actor });
const revive = (desk: Memory, conversationId = 'conv-1') =>
  desk.commit((unit) => reviveParked(unit, { conversationId }), { actor: anActor('cu-1', 'customer') });

async function anaHolds(): Promise<Memory> {
  const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }, { id: 'ben' }] });
  const caseId = addWaiting(desk, 1);
  await desk.commit((unit) => pickCase(unit, { caseId }), ana);
  return desk;
}

describe('parking a case', () => {
  it('keeps the owner and frees the capacity for what waits', async () => {
    const desk = await anaHolds();
    desk.seed('agents', { ...desk.one('agents', 'ben'), presence: 'offline' });
    const waiting = addWaiting(desk, 2);
    await park(desk);
    const { ownerId, stage } = desk.one('cases', 'case-1');
    assert.deepEqual([ownerId, stage], ['ana', 'on-hold']);
    assert.equal(desk.one('conversations', 'conv-1').state, 'waiting');
    assert.equal(desk.all('sessions', { holderId: 'ana' })[0]?.endReason, 'agent-parked');
    const agent = desk.one('agents', 'ana');
    assert.deepEqual([agent.focusCaseId, agent.presence], [null, 'available']);
    assert.deepEqual(offeredTo(desk, waiting), ['ana']);
    assert.deepEqual(eventsOf(desk, 'case.parked'), [{ caseId: 'case-1', ownerId: 'ana' }]);
  });

  it('changes nothing the second time', async () => {
    const desk = await anaHolds();
    await park(desk);
    await park(desk);
    assert.equal(eventsOf(desk, 'case.parked').length, 1);
  });

  it('frees the room that a case without a conversation took', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1, presence: 'busy' }] });
    addCase(desk, 1, { conversationId: null, ownerId: 'ana' });
    await park(desk);
    assert.equal(desk.one('agents', 'ana').presence, 'available');
  });

  it('is for the owner and for supervisors, of an active case that somebody owns', async () => {
    const desk = await anaHolds();
    await assert.rejects(park(desk, anActor('ben')), { code: 'case.not_yours' });
    desk.seed('cases', { ...desk.one('cases', 'case-1'), ownerId: null });
    await assert.rejects(park(desk), { code: 'case.not_yours' });
    desk.seed('cases', { ...desk.one('cases', 'case-1'), state: 'resolved' });
    await assert.rejects(park(desk), { code: 'case.transition_not_allowed' });
  });
});

describe('a parked case whose customer writes again', () => {
  it('goes back to its owner, who may be busy, without touching the focus', async () => {
    const desk = await anaHolds();
    await park(desk);
    const other = addWaiting(desk, 2);
    await desk.commit((unit) => pickCase(unit, { caseId: other }), ana);
    assert.equal(desk.one('agents', 'ana').presence, 'busy');
    await revive(desk);
    assert.equal(desk.one('cases', 'case-1').stage, 'in-progress');
    assert.equal(desk.one('conversations', 'conv-1').state, 'active');
    assert.equal(desk.all('sessions', { holderId: 'ana', endedAt: null }).length, 2);
    assert.equal(desk.one('agents', 'ana').focusCaseId, other);
  });

  it('goes back to the queue when the owner is away', async () => {
    const desk = await anaHolds();
    await park(desk);
    desk.seed('agents', anAgent({ id: 'ana', presence: 'away' }));
    await revive(desk);
    assert.equal(desk.one('cases', 'case-1').ownerId, null);
    assert.deepEqual(offeredTo(desk, 'case-1'), ['ben']);
  });

  it('follows the customer into another conversation, and takes no capacity twice', async () => {
    const desk = await anaHolds();
    desk.seed('conversations', aConversation({ id: 'conv-9', externalId: 'thread-9', caseId: 'case-1' }));
    desk.seed('cases', { ...desk.one('cases', 'case-1'), conversationId: 'conv-9' });
    await revive(desk, 'conv-9');
    assert.deepEqual(
      desk.all('sessions', { holderId: 'ana', endedAt: null }).map(({ conversationId }) => conversationId),
      ['conv-9'],
    );
    assert.equal(desk.one('conversations', 'conv-9').agentId, 'ana');
  });

  it('is left alone while an agent listens, while it waits in a queue, and when there is no case', async () => {
    const desk = await anaHolds();
    await revive(desk);
    const waiting = addWaiting(desk, 2);
    await revive(desk, 'conv-2');
    desk.seed('conversations', aConversation({ id: 'conv-3' }));
    await revive(desk, 'conv-3');
    assert.equal(desk.all('sessions', { holderId: 'ana' }).length, 1);
    assert.equal(desk.one('cases', waiting).ownerId, null);
  });
});
