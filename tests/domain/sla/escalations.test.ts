import assert from 'node:assert/strict';
import type { Case } from '../../../domain/cases/case.ts';
import type { Session } from '../../../domain/conversations/session.ts';
import {
  approveEscalation,
  declineEscalation,
  settleEscalations,
  snoozeEscalation,
  wakeEscalation,
} from '../../../domain/sla/escalations.ts';
import type { Memory } from '../../fixtures/memory.ts';
import {
  actorOf,
  aDesk,
  anAgent,
  ann,
  eventsNamed,
  kpiAt,
  openAt,
  runTimersAt,
  sam,
  textsTo,
} from './sla-desk.ts';

const escalationId = 'escalation:case-1:first-response';
const bySam = { actor: actorOf(sam) };
const escalationOf = (desk: Memory) => desk.one('escalations', escalationId);

/** A case of Ann's whose first response is late, with Sam asked what to do; the time is 11:00. */
async function late(change: Partial<Case> = {}): Promise<Memory> {
  const desk = aDesk();
  await openAt(desk, { ownerId: 'ann', ...change });
  await runTimersAt(desk, '2026-03-02T11:00:00Z');
  return desk;
}

const session = (holderId: string, at: number): Session => ({
  ...{
    id: `session-${holderId}-${at}`,
    version: 1,
    unitId: 'main',
    conversationId: `talk-${at}`,
    caseId: null,
  },
  ...{ holderId, mode: 'primary', capacityUnits: 1, startedAt: new Date(at), endedAt: null, endReason: null },
});

describe('approving an escalation', () => {
  it('gives the case to a senior with a higher priority, tells the old owner and shows the new one the case', async () => {
    const desk = await late();
    const approved = await desk.commit(
      (unit) => approveEscalation(unit, { escalationId, reason: 'VIP' }),
      bySam,
    );
    assert.deepEqual(
      [approved.state, approved.decidedById, approved.assignedToId],
      ['approved', 'sam', 'dora'],
    );
    const { ownerId, priority } = desk.one('cases', 'case-1');
    assert.deepEqual([ownerId, priority], ['dora', 'high']);
    assert.ok(desk.one('posts', 'dora:case:case-1'));
    assert.match(
      textsTo(desk, 'ann').at(-1)!,
      /C-1042 .*dora: sam escalated it, as its first response is late \(VIP\)/,
    );
    const [assigned] = eventsNamed(desk, 'case.assigned') as { fromId: string; why: string }[];
    assert.deepEqual(assigned?.fromId, 'ann');
    assert.match(assigned!.why, /sam escalated it/);
    assert.deepEqual(eventsNamed(desk, 'escalation.decided'), [
      { caseId: 'case-1', escalationId, state: 'approved', byId: 'sam' },
    ]);
    assert.equal(desk.one('posts', `sam:escalation:${escalationId}`).revision, 2);
  });

  it('aims the promise of a resolution at the higher priority and keeps the time that has passed', async () => {
    const desk = await late();
    await desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    assert.equal(kpiAt(desk, 'resolve').dueAt?.toISOString(), '2026-03-02T14:00:00.000Z');
  });

  it('raises one step only', async () => {
    const desk = aDesk();
    await openAt(desk, { ownerId: 'ann', priority: 'low' });
    await runTimersAt(desk, '2026-03-02T12:00:00Z');
    await desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    assert.equal(desk.one('cases', 'case-1').priority, 'normal');
  });

  it('takes the least loaded senior who is there, an available one before a busy one, never the owner', async () => {
    const chosen = async (prepare: (desk: Memory) => void): Promise<string | null> => {
      const desk = await late();
      prepare(desk);
      return (await desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam)).assignedToId;
    };
    const others = [
      anAgent('abby', { senior: true, presence: 'busy' }),
      anAgent('ann', { senior: true }),
      anAgent('carl', { senior: true, presence: 'away' }),
      anAgent('bert'),
    ];
    assert.equal(await chosen((desk) => desk.seed('agents', ...others)), 'dora');
    assert.equal(
      await chosen((desk) => desk.seed('agents', ...others).seed('sessions', session('dora', 1))),
      'abby',
    );
    assert.equal(await chosen((desk) => desk.seed('agents', anAgent('cleo', { senior: true }))), 'cleo');
  });

  it('refuses when no senior is there, and changes nothing', async () => {
    const desk = await late();
    desk.seed('agents', anAgent('dora', { senior: true, presence: 'offline' }));
    const approve = desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    await assert.rejects(approve, { code: 'escalation.no_senior' });
    assert.deepEqual([escalationOf(desk).state, desk.one('cases', 'case-1').priority], ['pending', 'normal']);
  });

  it('refuses kindly when somebody has decided already', async () => {
    const desk = await late();
    await desk.commit((unit) => declineEscalation(unit, { escalationId, reason: 'on it' }), bySam);
    const again = desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    await assert.rejects(again, {
      code: 'escalation.decided',
      message: 'This escalation was already declined by sam.',
    });
  });

  it('is for supervisors, whatever a card says', async () => {
    const desk = await late();
    const acts = [
      desk.commit((unit) => approveEscalation(unit, { escalationId }), { actor: actorOf(ann) }),
      desk.commit((unit) => declineEscalation(unit, { escalationId, reason: 'no' }), { actor: actorOf(ann) }),
      desk.commit((unit) => snoozeEscalation(unit, { escalationId }), { actor: actorOf(ann) }),
    ];
    for (const act of acts) await assert.rejects(act, { code: 'role.not_allowed' });
  });
});

describe('declining an escalation', () => {
  it('keeps the case where it is, with the reason', async () => {
    const desk = await late();
    await desk.commit(
      (unit) => declineEscalation(unit, { escalationId, reason: ' Ann is calling now ' }),
      bySam,
    );
    const { state, reason, decidedById } = escalationOf(desk);
    assert.deepEqual([state, reason, decidedById], ['declined', 'Ann is calling now', 'sam']);
    assert.equal(desk.one('cases', 'case-1').ownerId, 'ann');
    assert.equal(eventsNamed(desk, 'escalation.decided').length, 1);
  });

  it('needs a reason', async () => {
    const desk = await late();
    const decline = desk.commit((unit) => declineEscalation(unit, { escalationId, reason: '  ' }), bySam);
    await assert.rejects(decline, { code: 'input.invalid' });
  });
});

describe('snoozing an escalation', () => {
  it('asks again after half an hour unless told otherwise', async () => {
    const desk = await late();
    await desk.commit((unit) => snoozeEscalation(unit, { escalationId }), bySam);
    assert.deepEqual([escalationOf(desk).state, escalationOf(desk).decidedById], ['snoozed', 'sam']);
    const wake = () => desk.timers.get(`escalation.wake:${escalationId}`)?.dueAt.toISOString();
    assert.equal(wake(), '2026-03-02T11:30:00.000Z');
    await desk.commit((unit) => snoozeEscalation(unit, { escalationId, minutes: 5 }), bySam);
    assert.equal(wake(), '2026-03-02T11:05:00.000Z');
  });

  it('wakes as pending, with its card renewed, not before its time', async () => {
    const desk = await late();
    await desk.commit((unit) => snoozeEscalation(unit, { escalationId }), bySam);
    await desk.advance(29).commit((unit) => wakeEscalation(unit, escalationId));
    assert.equal(escalationOf(desk).state, 'snoozed');
    await desk.advance(1).commit((unit) => wakeEscalation(unit, escalationId));
    const { state, snoozedUntil, decidedById } = escalationOf(desk);
    assert.deepEqual([state, snoozedUntil, decidedById], ['pending', null, null]);
    assert.equal(desk.one('posts', `sam:escalation:${escalationId}`).revision, 3);
    await desk.commit((unit) => wakeEscalation(unit, escalationId));
    assert.equal(desk.one('posts', `sam:escalation:${escalationId}`).revision, 3);
  });

  it('can be decided while it sleeps, and then stays asleep', async () => {
    const desk = await late();
    await desk.commit((unit) => snoozeEscalation(unit, { escalationId }), bySam);
    await desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    assert.equal(desk.timers.has(`escalation.wake:${escalationId}`), false);
    assert.equal(escalationOf(desk).snoozedUntil, null);
  });

  it('takes whole minutes up to a day', async () => {
    const desk = await late();
    for (const minutes of [0, 1.5, 1441])
      await assert.rejects(
        desk.commit((unit) => snoozeEscalation(unit, { escalationId, minutes }), bySam),
        { code: 'input.invalid' },
      );
  });
});

describe('an escalation whose case has ended', () => {
  it('is taken off the supervisor, and a late press is told so', async () => {
    const desk = await late();
    await desk.commit(
      async (unit) => {
        unit.cases.save({ ...(await unit.cases.get('case-1')), state: 'resolved' });
        await settleEscalations(unit, { caseId: 'case-1' });
      },
      { actor: actorOf(ann) },
    );
    assert.deepEqual(
      [escalationOf(desk).state, escalationOf(desk).reason],
      ['withdrawn', 'C-1042 is resolved'],
    );
    const press = desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    const message = 'This escalation was already settled (C-1042 is resolved) by ann.';
    await assert.rejects(press, { code: 'escalation.decided', message });
  });
});

describe('an escalation of a case that is answered', () => {
  const answered = (desk: Memory) =>
    desk.commit(
      async (unit) =>
        unit.emit('message.sent', {
          ...{ conversationId: 'talk-1', caseId: 'case-1', messageId: 'm', customerId: 'customer-1' },
          ...{ text: 'Hello', by: 'agent', authorName: 'Ann' },
        }),
      { actor: actorOf(ann) },
    );

  it('is withdrawn, for nothing is left to decide about an answer', async () => {
    const desk = await late();
    await answered(desk);
    const { state, reason, decidedById } = escalationOf(desk);
    assert.deepEqual([state, reason, decidedById], ['withdrawn', 'C-1042 was answered by Ann', 'ann']);
    const press = desk.commit((unit) => declineEscalation(unit, { escalationId, reason: 'x' }), bySam);
    const message = 'This escalation was already settled (C-1042 was answered by Ann) by ann.';
    await assert.rejects(press, { code: 'escalation.decided', message });
  });

  it('stands while the resolution is late too', async () => {
    const desk = aDesk();
    await openAt(desk, { ownerId: 'ann' });
    await runTimersAt(desk, '2026-03-03T10:30:00Z');
    await answered(desk);
    assert.equal(escalationOf(desk).state, 'pending');
    await desk.commit((unit) => approveEscalation(unit, { escalationId }), bySam);
    assert.match(textsTo(desk, 'ann').at(-1)!, /sam escalated it, as its resolution is late/);
  });
});
