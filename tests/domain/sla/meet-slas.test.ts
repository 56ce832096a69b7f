import assert from 'node:assert/strict';
import type { Case } from '../../../domain/cases/case.ts';
import type { DomainEvents, EventName } from '../../../domain/events.ts';
import { resumeSlas } from '../../../domain/sla/meet-slas.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { aDesk, eventsNamed, kpiAt, openAt, timerAt } from './sla-desk.ts';

const caseId = 'case-1';

/** What another concept does at an instant: it changes the case and tells it by an event. */
async function happens<N extends EventName>(
  desk: Memory,
  now: string,
  { name, data, change = {} }: { name: N; data: DomainEvents[N]; change?: Partial<Case> },
): Promise<void> {
  desk.now = new Date(`2026-03-${now}Z`);
  await desk.commit(async (unit) => {
    unit.cases.save({ ...(await unit.cases.get(caseId)), ...change });
    unit.emit(name, data);
  });
}

const said = (by: 'bot' | 'agent', ofCase: string | null = caseId): DomainEvents['message.sent'] => ({
  ...{
    conversationId: 'talk-1',
    caseId: ofCase,
    messageId: 'm',
    customerId: 'customer-1',
    text: 'Hello',
    by,
  },
  authorName: 'Ann',
});
const resolved = {
  name: 'case.resolved',
  data: { caseId, number: 'C-1042', type: 'problem-solved', text: 'Drain cleaned', byId: 'ann' },
  change: { state: 'resolved' },
} as const;
const parked = { name: 'case.parked', data: { caseId, ownerId: 'ann' } } as const;
const received = {
  name: 'message.received',
  data: { conversationId: 'talk-1', caseId, messageId: 'm', customerId: 'customer-1', text: 'Still leaking' },
} as const;
const states = (desk: Memory) => [kpiAt(desk, 'first-response').state, kpiAt(desk, 'resolve').state];

async function opened(): Promise<Memory> {
  const desk = aDesk();
  await openAt(desk);
  return desk;
}

describe('the promise of a first response', () => {
  it('is kept by the agent, not by the bot', async () => {
    const desk = await opened();
    await happens(desk, '02T10:01', { name: 'message.sent', data: said('bot') });
    assert.deepEqual(states(desk), ['in-progress', 'in-progress']);
    await happens(desk, '02T10:10', { name: 'message.sent', data: said('agent') });
    assert.deepEqual(states(desk), ['succeeded', 'in-progress']);
    assert.deepEqual(desk.one('cases', caseId).firstRespondedAt, desk.now);
    assert.equal(timerAt(desk, 'sla.breach', 'first-response'), undefined);
    assert.deepEqual(eventsNamed(desk, 'case.sla_met'), [
      { caseId, kpiId: 'case-1:first-response', kind: 'first-response' },
    ]);
  });

  it('is kept once: later answers, and answers outside any case, change nothing', async () => {
    const desk = await opened();
    await happens(desk, '02T10:10', { name: 'message.sent', data: said('agent') });
    const before = kpiAt(desk, 'first-response');
    await happens(desk, '02T10:20', { name: 'message.sent', data: said('agent') });
    await happens(desk, '02T10:30', { name: 'message.sent', data: said('agent', null) });
    assert.deepEqual(kpiAt(desk, 'first-response'), before);
  });

  it('is broken by an answer that beat only the timer: noted, but with nothing left for a supervisor to decide', async () => {
    const desk = await opened();
    await happens(desk, '02T11:02', { name: 'message.sent', data: said('agent') });
    const { state, breachedAt, endedAt } = kpiAt(desk, 'first-response');
    assert.deepEqual([state, breachedAt?.toISOString()], ['noncompliant', '2026-03-02T11:00:00.000Z']);
    assert.deepEqual(endedAt, desk.now);
    assert.equal(eventsNamed(desk, 'case.sla_breached').length, 1);
    assert.equal(desk.all('escalations').length, 0);
    assert.equal(desk.one('cases', caseId).escalatedAt, null);
  });
});

describe('the promise of a resolution', () => {
  it('golden SLA 4: is kept by resolving, while an answer still owed falls away', async () => {
    const desk = await opened();
    await happens(desk, '02T10:30', resolved);
    assert.deepEqual(states(desk), ['canceled', 'succeeded']);
    assert.deepEqual([...desk.timers.keys()], []);
  });

  it('waits while the case is parked and shows no deadline; the promise of an answer does not wait', async () => {
    const desk = await opened();
    await happens(desk, '02T11:30', parked);
    assert.equal(kpiAt(desk, 'resolve').state, 'paused');
    assert.equal(desk.one('cases', caseId).resolveBy, null);
    assert.equal(timerAt(desk, 'sla.breach', 'resolve'), undefined);
    assert.equal(kpiAt(desk, 'first-response').state, 'in-progress');
  });

  for (const [title, event] of [
    ['the customer writes', received],
    [
      'an agent gets the case',
      {
        name: 'case.assigned',
        data: { caseId, ownerId: 'ann', ownerName: 'Ann', fromId: null, why: 'back' },
      },
    ],
    [
      'the case goes back to its queue',
      { name: 'case.released', data: { caseId, fromId: 'ann', why: 'off' } },
    ],
    [
      'the conversation is active again',
      {
        name: 'conversation.moved',
        data: { conversationId: 'talk-1', caseId, from: 'waiting', to: 'active' },
      },
    ],
  ] as const)
    it(`runs on when ${title}`, async () => {
      const desk = await opened();
      await happens(desk, '02T11:00', parked);
      await happens(desk, '02T13:00', event);
      assert.equal(kpiAt(desk, 'resolve').dueAt?.toISOString(), '2026-03-03T12:00:00.000Z');
      assert.equal(desk.one('cases', caseId).resolveBy?.toISOString(), '2026-03-03T12:00:00.000Z');
      assert.equal(timerAt(desk, 'sla.breach', 'resolve'), '2026-03-03T12:00:00.000Z');
    });

  it('stays paused when its conversation moves anywhere else, and when a case has ended', async () => {
    const desk = await opened();
    await happens(desk, '02T11:00', parked);
    await happens(desk, '02T12:00', {
      name: 'conversation.moved',
      data: { conversationId: 'talk-1', caseId, from: 'active', to: 'waiting' },
    });
    assert.equal(kpiAt(desk, 'resolve').state, 'paused');
    await happens(desk, '02T13:00', { ...received, change: { state: 'cancelled' } });
    await desk.commit((unit) => resumeSlas(unit, { caseId: null }));
    assert.equal(kpiAt(desk, 'resolve').state, 'paused');
  });

  it('escalates a deadline that was missed just before the case was parked', async () => {
    const desk = await opened();
    await happens(desk, '03T10:01', parked);
    assert.equal(kpiAt(desk, 'resolve').breachedAt?.toISOString(), '2026-03-03T10:00:00.000Z');
    assert.equal(desk.all('escalations', { kind: 'resolve' }).length, 1);
  });

  it('runs on with its history when the case is opened again', async () => {
    const desk = await opened();
    await happens(desk, '02T12:00', resolved);
    await happens(desk, '04T09:00', {
      name: 'case.reopened',
      data: { caseId, why: 'the customer wrote again' },
      change: { state: 'active' },
    });
    const { state, dueAt, segments } = kpiAt(desk, 'resolve');
    assert.deepEqual(
      [state, dueAt?.toISOString(), segments.length],
      ['in-progress', '2026-03-04T15:00:00.000Z', 1],
    );
    assert.equal(timerAt(desk, 'sla.breach', 'resolve'), '2026-03-04T15:00:00.000Z');
  });

  it('falls away with the other when the case is cancelled', async () => {
    const desk = await opened();
    const cancelled = {
      name: 'case.cancelled',
      data: { caseId, byId: 'ann' },
      change: { state: 'cancelled' },
    } as const;
    await happens(desk, '02T10:30', cancelled);
    assert.deepEqual(states(desk), ['canceled', 'canceled']);
    assert.deepEqual([...desk.timers.keys()], []);
  });
});
