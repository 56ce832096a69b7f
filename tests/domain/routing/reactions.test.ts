import assert from 'node:assert/strict';
import type { DomainEvents } from '../../../domain/events.ts';
import { distribute } from '../../../domain/routing/distribute.ts';
import { pickCase } from '../../../domain/routing/offers.ts';
import type { routingReactions } from '../../../domain/routing/reactions.ts';
import { anActor } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { addWaiting, coolingDesk, eventsOf, linesTo, offeredTo } from './cooling-desk.ts';

const pick = (desk: Memory, caseId: string) =>
  desk.commit((unit) => pickCase(unit, { caseId }), { actor: anActor('ana') });

/** What the case's own use case does, as far as routing hears of it. */
const move = <N extends keyof typeof routingReactions>(
  desk: Memory,
  to: { state: 'resolved' | 'cancelled' | 'active'; event: N; data: DomainEvents[N] },
) =>
  desk.commit(async (unit) => {
    unit.cases.save({ ...(await unit.cases.get('case-1')), state: to.state });
    unit.emit(to.event, to.data);
  });
const resolve = (desk: Memory) =>
  move(desk, {
    state: 'resolved',
    event: 'case.resolved',
    data: { caseId: 'case-1', number: 'C-1', type: 'problem-solved', text: 'Mended.', byId: 'ana' },
  });
const reopen = (desk: Memory) =>
  move(desk, {
    state: 'active',
    event: 'case.reopened',
    data: { caseId: 'case-1', why: 'the customer wrote again' },
  });

describe('routing hears', () => {
  it('of a resolved case: item and session end, the room goes to what waits', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }] });
    await pick(desk, addWaiting(desk, 1));
    const waiting = addWaiting(desk, 2);
    await resolve(desk);
    assert.equal(desk.one('queueItems', 'case:case-1').state, 'removed');
    assert.equal(desk.all('sessions', { holderId: 'ana' })[0]?.endReason, 'case-resolved');
    const ana = desk.one('agents', 'ana');
    assert.deepEqual([ana.presence, ana.focusCaseId, ana.lastReleasedAt], ['available', null, desk.now]);
    assert.deepEqual(offeredTo(desk, waiting), ['ana']);
    assert.equal(desk.one('cases', 'case-1').ownerId, 'ana');
  });

  it('of a case resolved in the queue: its offers end, and their room goes to what waits', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }] });
    addWaiting(desk, 1);
    const waiting = addWaiting(desk, 2);
    await desk.commit((unit) => distribute(unit, {}));
    await resolve(desk);
    assert.equal(desk.all('offers', { caseId: 'case-1' })[0]?.state, 'withdrawn');
    assert.deepEqual(offeredTo(desk, waiting), ['ana']);
  });

  it('of a cancelled case: the talk is closed, so that the next message begins a new one', async () => {
    const desk = coolingDesk();
    await pick(desk, addWaiting(desk, 1));
    await move(desk, {
      state: 'cancelled',
      event: 'case.cancelled',
      data: { caseId: 'case-1', byId: 'ana' },
    });
    const { state, agentId, dialogue } = desk.one('conversations', 'conv-1');
    assert.deepEqual([state, agentId, dialogue], ['closed', null, { at: 'idle' }]);
    assert.equal(desk.one('queueItems', 'case:case-1').state, 'removed');
  });

  it('of a case opened again: its owner has it back when there', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    await pick(desk, addWaiting(desk, 1));
    await resolve(desk);
    desk.seed('conversations', { ...desk.one('conversations', 'conv-1'), state: 'wrap-up', agentId: null });
    await reopen(desk);
    assert.equal(desk.one('conversations', 'conv-1').agentId, 'ana');
    assert.equal(desk.one('queueItems', 'case:case-1').state, 'assigned');
    assert.equal(desk.all('sessions', { holderId: 'ana', endedAt: null }).length, 1);
    assert.deepEqual(linesTo(desk, 'ana'), ['C-1 goes on: opened again, the customer wrote again.']);
  });

  it('of a case opened again while its owner is away: the queue has it', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    await pick(desk, addWaiting(desk, 1));
    await resolve(desk);
    desk.seed('agents', { ...desk.one('agents', 'ana'), presence: 'offline' });
    await reopen(desk);
    assert.equal(desk.one('cases', 'case-1').ownerId, null);
    assert.deepEqual(offeredTo(desk, 'case-1'), ['ben']);
  });

  it('of a case opened again that nobody ever owned: it is offered again', async () => {
    const desk = coolingDesk();
    addWaiting(desk, 1);
    await resolve(desk);
    await reopen(desk);
    assert.deepEqual(offeredTo(desk, 'case-1'), ['ana']);
    assert.deepEqual(eventsOf(desk, 'case.released'), []);
  });

  it('of a changed priority, also of a case that is in no queue', async () => {
    const desk = coolingDesk({ agents: [] });
    const caseId = addWaiting(desk, 1);
    for (const id of [caseId, 'nowhere'])
      await desk.commit(async (unit) =>
        unit.emit('case.prioritised', { caseId: id, from: 'normal', to: 'high' }),
      );
    const { priority, trail } = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual([priority, trail.map(({ text }) => text)], ['high', ['Priority is now high.']]);
  });

  it('of danger in a running case: the owner is told each time, supervisors once', async () => {
    const desk = coolingDesk();
    await pick(desk, addWaiting(desk, 1));
    for (const words of ['smell of gas', 'fire'])
      await desk.commit(async (unit) =>
        unit.emit('danger.reported', { conversationId: 'conv-1', caseId: 'case-1', words }),
      );
    assert.deepEqual(linesTo(desk, 'ana'), [
      'DANGER: the customer of C-1 wrote of "smell of gas". Act on it first.',
      'DANGER: the customer of C-1 wrote of "fire". Act on it first.',
    ]);
    assert.equal(linesTo(desk, 'sam').length, 1);
  });
});
