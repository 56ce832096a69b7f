import assert from 'node:assert/strict';
import { assignCase } from '../../../domain/routing/assign.ts';
import { aCase, anActor, anAgent } from '../../fixtures/desk-records.ts';
import { addCase, addWaiting, coolingDesk, eventsOf, linesTo, nine } from './cooling-desk.ts';

const ana = { actor: anActor('ana') };
const sam = { actor: anActor('sam', 'supervisor') };

describe('assigning a case', () => {
  it('ends the bot’s session, begins the agent’s and hands the talk over', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'accepted the offer' }), ana);
    const [bot, hers] = desk.all('sessions');
    assert.deepEqual(
      [bot?.endReason, bot?.endedAt?.toISOString()],
      ['bot-transfer-to-agent', '2026-03-02T09:00:00.000Z'],
    );
    assert.deepEqual([hers?.holderId, hers?.capacityUnits, hers?.endedAt], ['ana', 1, null]);
    const conversation = desk.one('conversations', 'conv-1');
    assert.deepEqual([conversation.state, conversation.agentId], ['active', 'ana']);
    assert.deepEqual(conversation.dialogue, { at: 'with-agent' });
    assert.deepEqual(
      desk.all('participants').map(({ memberId, leftAt }) => [memberId, leftAt]),
      [['ana', null]],
    );
    assert.equal(desk.one('cases', caseId).ownerId, 'ana');
    assert.equal(desk.one('queueItems', `case:${caseId}`).state, 'assigned');
  });

  it('puts the case in focus, gives the agent the turn in the queue and shows the card', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'accepted the offer' }), ana);
    const agent = desk.one('agents', 'ana');
    assert.equal(agent.focusCaseId, caseId);
    assert.deepEqual(agent.lastAssignedAt, { 'q-cooling': new Date(nine).toISOString() });
    assert.equal(desk.one('posts', `ana:case:${caseId}`).revision, 1);
    assert.deepEqual(eventsOf(desk, 'case.assigned'), [
      { caseId, ownerId: 'ana', ownerName: 'Ana', fromId: null, why: 'accepted the offer' },
    ]);
  });

  it('takes the case off its former owner, who is told and free at once', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben', capacityUnits: 1 }] });
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ben', why: 'picked it' }), {
      actor: anActor('ben'),
    });
    assert.equal(desk.one('agents', 'ben').presence, 'busy');
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'escalated' }), sam);
    const ben = desk.one('agents', 'ben');
    assert.deepEqual([ben.focusCaseId, ben.presence], [null, 'available']);
    assert.equal(ben.lastReleasedAt?.toISOString(), new Date(nine).toISOString());
    assert.deepEqual(linesTo(desk, 'ben'), ['C-1 now belongs to Ana: escalated.']);
    assert.deepEqual(linesTo(desk, 'ana'), ['C-1 is yours: escalated.']);
    assert.equal(desk.one('posts', `ben:case:${caseId}`).revision, 2);
    const ended = desk.all('sessions', { holderId: 'ben' })[0];
    assert.equal(ended?.endReason, 'supervisor-assign');
    assert.ok(desk.all('participants', { memberId: 'ben' })[0]?.leftAt);
  });

  it('never pulls a pushed case into the focus of an agent who works on another', async () => {
    const desk = coolingDesk();
    const first = addWaiting(desk, 1);
    const second = addWaiting(desk, 2);
    await desk.commit((unit) => assignCase(unit, { caseId: first, agentId: 'ana', why: 'picked it' }), ana);
    await desk.commit((unit) => assignCase(unit, { caseId: second, agentId: 'ana', why: 'escalated' }), sam);
    assert.equal(desk.one('agents', 'ana').focusCaseId, first);
  });

  it('puts a pushed case into focus when it is the only one', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'escalated' }), sam);
    assert.equal(desk.one('agents', 'ana').focusCaseId, caseId);
  });

  it('works for a case without a conversation, which takes capacity all the same', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }] });
    desk.seed('cases', aCase({ origin: 'email' }));
    await desk.commit(
      (unit) => assignCase(unit, { caseId: 'case-1', agentId: 'ana', why: 'picked it' }),
      ana,
    );
    assert.deepEqual(desk.all('sessions'), []);
    assert.equal(desk.one('agents', 'ana').presence, 'busy');
    assert.deepEqual(desk.one('agents', 'ana').lastAssignedAt, {});
  });

  it('leaves a closed conversation closed', async () => {
    const desk = coolingDesk();
    const caseId = addCase(desk, 1);
    desk.seed('conversations', { ...desk.one('conversations', 'conv-1'), state: 'closed' });
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'picked it' }), ana);
    assert.equal(desk.one('conversations', 'conv-1').state, 'closed');
    assert.deepEqual(desk.all('sessions', { holderId: 'ana' }), []);
  });

  it('is no change of owner when the owner gets the talk back', async () => {
    const desk = coolingDesk();
    const caseId = addCase(desk, 1, { ownerId: 'ana', stage: 'on-hold' });
    await desk.commit((unit) =>
      assignCase(unit, { caseId, agentId: 'ana', why: 'the customer wrote again' }),
    );
    assert.deepEqual(eventsOf(desk, 'case.assigned'), []);
    assert.equal(desk.one('cases', caseId).stage, 'in-progress');
    assert.deepEqual(linesTo(desk, 'ana'), ['C-1 goes on: the customer wrote again.']);
  });

  it('refuses a case that is no longer active, and an agent of another unit', async () => {
    const desk = coolingDesk();
    desk.seed('agents', anAgent({ id: 'zoe', unitId: 'elsewhere' }));
    const done = addCase(desk, 1, { state: 'resolved' });
    const open = addCase(desk, 2);
    await assert.rejects(
      desk.commit((unit) => assignCase(unit, { caseId: done, agentId: 'ana', why: 'picked it' }), ana),
      { code: 'case.transition_not_allowed', message: 'Case C-1 is resolved and cannot become assigned.' },
    );
    await assert.rejects(
      desk.commit((unit) => assignCase(unit, { caseId: open, agentId: 'zoe', why: 'picked it' }), sam),
      { code: 'record.not_found' },
    );
  });
});
