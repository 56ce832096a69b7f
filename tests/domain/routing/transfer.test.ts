import assert from 'node:assert/strict';
import { acceptOffer, pickCase } from '../../../domain/routing/offers.ts';
import { type Transfer, transferCase } from '../../../domain/routing/transfer.ts';
import { anActor, anAgent, aQueue } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { addWaiting, coolingDesk, linesTo, offeredTo, offerOf } from './cooling-desk.ts';

const ana = anActor('ana');
const move = (desk: Memory, wanted: Partial<Transfer>, actor = ana) =>
  desk.commit((unit) => transferCase(unit, { caseId: 'case-1', ...wanted }), { actor });

async function anaHolds(): Promise<Memory> {
  const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }, { id: 'ben' }] });
  desk.seed('agents', anAgent({ id: 'vera' }));
  desk.seed('queues', aQueue({ id: 'q-vip', name: 'VIP', memberIds: ['vera'], categories: [] }));
  const caseId = addWaiting(desk, 1);
  await desk.commit((unit) => pickCase(unit, { caseId }), { actor: ana });
  return desk;
}

describe('transferring to an agent', () => {
  it('hands the case and the note over; the sender is free at once', async () => {
    const desk = await anaHolds();
    const waiting = addWaiting(desk, 2);
    await move(desk, { toAgentId: 'ben', note: ' Mind the dog. ' });
    assert.equal(desk.one('cases', 'case-1').ownerId, 'ben');
    assert.deepEqual(linesTo(desk, 'ben'), [
      'C-1 is yours: handed over by Ana.',
      'Note from Ana: Mind the dog.',
    ]);
    assert.equal(desk.all('sessions', { holderId: 'ana' })[0]?.endReason, 'agent-transferred');
    assert.equal(desk.one('agents', 'ana').presence, 'available');
    assert.deepEqual(offeredTo(desk, waiting), ['ana']);
  });

  it('is refused when the colleague is not there', async () => {
    for (const presence of ['do-not-disturb', 'away', 'offline'] as const) {
      const desk = await anaHolds();
      desk.seed('agents', anAgent({ id: 'ben', presence }));
      await assert.rejects(move(desk, { toAgentId: 'ben' }), {
        code: 'transfer.no_target',
        message: `Nobody is there to take it: Ben is ${presence}.`,
      });
      assert.equal(desk.one('cases', 'case-1').ownerId, 'ana');
    }
  });

  it('may go to a busy colleague, and is noted as the supervisor’s doing when a supervisor does it', async () => {
    const desk = await anaHolds();
    desk.seed('agents', anAgent({ id: 'ben', presence: 'busy' }));
    await move(desk, { toAgentId: 'ben' }, anActor('sam', 'supervisor'));
    assert.equal(desk.all('sessions', { holderId: 'ana' })[0]?.endReason, 'supervisor-assign');
  });
});

describe('transferring to a queue', () => {
  it('offers it there afresh, and the note waits for whoever takes it', async () => {
    const desk = await anaHolds();
    await move(desk, { toQueueId: 'q-vip', note: 'Promised a call.' });
    const { queueId, ownerId } = desk.one('cases', 'case-1');
    assert.deepEqual([queueId, ownerId], ['q-vip', null]);
    assert.deepEqual(desk.one('queueItems', 'case:case-1').declines, { ana: 1 });
    const offerId = offerOf(desk, 'case-1', 'vera');
    await desk.commit((unit) => acceptOffer(unit, { offerId }), { actor: anActor('vera') });
    assert.deepEqual(linesTo(desk, 'vera'), ['Note from Ana: Promised a call.']);
    assert.equal(desk.all('sessions', { holderId: 'ana' })[0]?.endReason, 'transfer-to-queue');
  });

  it('moves a case that nobody owns yet, and takes its open offers back', async () => {
    const desk = coolingDesk();
    desk.seed('agents', anAgent({ id: 'vera' }));
    desk.seed('queues', aQueue({ id: 'q-vip', name: 'VIP', memberIds: ['vera'] }));
    addWaiting(desk, 1);
    await move(desk, { toQueueId: 'q-vip' }, anActor('sam', 'supervisor'));
    assert.deepEqual(offeredTo(desk, 'case-1'), ['vera']);
  });

  it('is refused where nobody will look: no members, or nobody there outside its hours', async () => {
    const desk = await anaHolds();
    const week = [[[540, 1020]], [], [], [], [], [], []] as const;
    desk.seed('calendars', {
      id: 'cal',
      version: 0,
      unitId: 'main',
      name: 'Mondays',
      zone: 'UTC',
      week,
      exceptions: {},
    });
    desk.seed('agents', anAgent({ id: 'vera', presence: 'offline' }));
    desk.seed('queues', aQueue({ id: 'q-empty', name: 'Empty', memberIds: [], calendarId: 'cal' }));
    const refused = { code: 'transfer.no_target' } as const;
    await assert.rejects(move(desk, { toQueueId: 'q-empty' }), refused);
    await assert.rejects(move(desk, { toQueueId: 'q-vip' }), refused);
    desk.seed('queues', aQueue({ id: 'q-vip', name: 'VIP', memberIds: ['vera'], calendarId: 'cal' }));
    desk.now = new Date('2026-03-03T10:00:00Z');
    await assert.rejects(move(desk, { toQueueId: 'q-vip' }), refused);
    desk.now = new Date('2026-03-02T10:00:00Z');
    assert.equal((await move(desk, { toQueueId: 'q-vip' })).queueId, 'q-vip');
    const { state, trail } = desk.one('queueItems', 'case:case-1');
    assert.deepEqual([state, trail.at(-1)?.text], ['waiting', 'Waiting: nobody who may take it is free.']);
  });

  it('is refused across business units', async () => {
    const desk = await anaHolds();
    desk.seed('queues', aQueue({ id: 'q-far', unitId: 'elsewhere', memberIds: ['vera'] }));
    await assert.rejects(move(desk, { toQueueId: 'q-far' }), { code: 'record.not_found' });
  });
});

describe('transferring', () => {
  it('is for the owner and for supervisors', async () => {
    const desk = await anaHolds();
    await assert.rejects(move(desk, { toAgentId: 'ben' }, anActor('ben')), {
      code: 'case.not_yours',
      message: 'Case C-1 belongs to Ana.',
    });
    await assert.rejects(move(desk, { toAgentId: 'ben' }, anActor('ana', 'technician')), {
      code: 'role.not_allowed',
    });
  });

  it('wants exactly one target', async () => {
    const desk = await anaHolds();
    await assert.rejects(move(desk, {}), { code: 'input.invalid' });
    await assert.rejects(move(desk, { toAgentId: 'ben', toQueueId: 'q-vip' }), { code: 'input.invalid' });
  });
});
