import assert from 'node:assert/strict';
import type { Case } from '../../../domain/cases/case.ts';
import { postCard } from '../../../domain/messaging/posting.ts';
import { raiseEscalation } from '../../../domain/sla/raise-escalation.ts';
import { breachKpi, warnKpi } from '../../../domain/sla/run-sla-timers.ts';
import type { Memory } from '../../fixtures/memory.ts';
import {
  aDesk,
  anAgent,
  aPerson,
  eventsNamed,
  kpiAt,
  openAt,
  runTimersAt,
  textsTo,
  timerAt,
} from './sla-desk.ts';

const first = 'case-1:first-response';
const cardPosts = (desk: Memory): string[] => desk.all('posts', { kind: 'card' }).map(({ id }) => id);

async function opened(change: Partial<Case> = {}): Promise<Memory> {
  const desk = aDesk();
  await openAt(desk, change);
  return desk;
}

describe('the warning timer', () => {
  it('tells the owner once what is due when, and the timeline too', async () => {
    const desk = await opened({ ownerId: 'ann' });
    await runTimersAt(desk, '2026-03-02T10:45:00Z');
    await desk.commit((unit) => warnKpi(unit, first));
    assert.equal(kpiAt(desk, 'first-response').state, 'nearing');
    assert.deepEqual(textsTo(desk, 'ann'), [
      'C-1042 "AC on floor 3 leaks": First response due Mon 11:00, 15 min left.',
    ]);
    assert.deepEqual(eventsNamed(desk, 'case.sla_warned'), [
      { caseId: 'case-1', kpiId: first, kind: 'first-response', dueAt: '2026-03-02T11:00:00.000Z' },
    ]);
  });

  it('tells the supervisor who is there when nobody has taken the case', async () => {
    const desk = await opened();
    await runTimersAt(desk, '2026-03-02T10:45:00Z');
    assert.match(textsTo(desk, 'sam').join(), /15 min left\. Nobody has taken it yet\.$/);
  });

  it('tells the supervisors who serve the queue rather than others', async () => {
    const desk = await opened();
    const queue = desk.one('queues', 'queue-1');
    desk
      .seed('people', aPerson('zoe', ['supervisor']))
      .seed('queues', { ...queue, memberIds: ['ann', 'zoe'] });
    await runTimersAt(desk, '2026-03-02T10:45:00Z');
    assert.deepEqual([textsTo(desk, 'zoe').length, textsTo(desk, 'sam').length], [1, 0]);
  });

  it('says nothing when it wakes after the deadline, or for a clock that is gone', async () => {
    const desk = await opened({ ownerId: 'ann' });
    desk.now = new Date('2026-03-02T11:00:00Z');
    await desk.commit((unit) => warnKpi(unit, first));
    await desk.commit((unit) => warnKpi(unit, 'case-9:resolve'));
    assert.deepEqual(textsTo(desk, 'ann'), []);
  });
});

describe('the breach timer', () => {
  it('stamps the true instant however late it wakes, and asks a supervisor with a card', async () => {
    const desk = await opened({ ownerId: 'ann' });
    await runTimersAt(desk, '2026-03-02T11:25:00Z');
    const kpi = kpiAt(desk, 'first-response');
    assert.deepEqual(
      [kpi.state, kpi.breachedAt?.toISOString()],
      ['noncompliant', '2026-03-02T11:00:00.000Z'],
    );
    assert.equal(desk.one('cases', 'case-1').escalatedAt?.toISOString(), '2026-03-02T11:00:00.000Z');
    assert.deepEqual(eventsNamed(desk, 'case.sla_breached'), [
      { caseId: 'case-1', kpiId: first, kind: 'first-response', breachedAt: '2026-03-02T11:00:00.000Z' },
    ]);
    const { state, supervisorId, caseNumber, kind } = desk.one('escalations', `escalation:${first}`);
    assert.deepEqual([state, supervisorId, caseNumber, kind], ['pending', 'sam', 'C-1042', 'first-response']);
    assert.deepEqual(cardPosts(desk), [`sam:escalation:escalation:${first}`]);
    assert.deepEqual(eventsNamed(desk, 'escalation.asked'), [
      { caseId: 'case-1', escalationId: `escalation:${first}`, supervisorId: 'sam' },
    ]);
  });

  it('does it all once, however often it fires', async () => {
    const desk = await opened();
    await runTimersAt(desk, '2026-03-02T11:25:00Z');
    const before = desk.events.length;
    await desk.commit((unit) => breachKpi(unit, first));
    await desk.commit(async (unit) => raiseEscalation(unit, kpiAt(desk, 'first-response'), unit.now));
    assert.equal(desk.events.length, before);
  });

  it('does nothing before the deadline or for a clock that has stopped', async () => {
    const desk = await opened();
    desk.now = new Date('2026-03-02T10:59:59.999Z');
    await desk.commit((unit) => breachKpi(unit, first));
    await desk.commit((unit) => breachKpi(unit, 'case-9:resolve'));
    assert.equal(kpiAt(desk, 'first-response').state, 'in-progress');
    assert.equal(timerAt(desk, 'sla.breach', 'first-response'), '2026-03-02T11:00:00.000Z');
  });

  it('renews the case card where it is shown', async () => {
    const desk = await opened({ ownerId: 'ann' });
    await desk.commit(async (unit) => {
      await postCard(unit, { personId: 'ann', card: 'case', subjectId: 'case-1', caseId: 'case-1' });
    });
    await runTimersAt(desk, '2026-03-02T11:00:00Z');
    assert.ok(desk.one('posts', 'ann:case:case-1').revision > 1);
  });
});

describe('the supervisor asked', () => {
  const asked = async (prepare: (desk: Memory) => void): Promise<string | undefined> => {
    const desk = await opened();
    desk.seed('people', aPerson('zoe', ['supervisor']), aPerson('abe', ['supervisor'], { active: false }));
    prepare(desk);
    await runTimersAt(desk, '2026-03-02T11:00:00Z');
    return desk.all('escalations')[0]?.supervisorId;
  };

  it('is one who is available, else any active one, always the same', async () => {
    assert.equal(await asked((desk) => desk.seed('agents', anAgent('zoe'))), 'zoe');
    assert.equal(await asked((desk) => desk.seed('agents', anAgent('zoe', { presence: 'away' }))), 'sam');
    assert.equal(await asked(() => undefined), 'sam');
  });

  it('is not one who blocked the bot, unless there is nobody else', async () => {
    const reference = {
      ...{
        version: 1,
        unitId: 'main',
        serviceUrl: 'https://teams.example',
        conversationId: 'a',
        channelId: 'msteams',
      },
      ...{
        botId: 'b',
        botName: 'Fieldline',
        userId: 'u',
        tenantId: null,
        blockedAt: new Date('2026-03-01T00:00:00Z'),
      },
    };
    assert.equal(await asked((desk) => desk.seed('teamsReferences', { ...reference, id: 'sam' })), 'zoe');
    const both = [
      { ...reference, id: 'sam' },
      { ...reference, id: 'zoe' },
    ];
    assert.equal(await asked((desk) => desk.seed('teamsReferences', ...both)), 'sam');
  });

  it('may be nobody: the breach is noted all the same', async () => {
    const desk = await opened();
    desk.seed('people', aPerson('sam', ['agent']));
    await runTimersAt(desk, '2026-03-02T11:00:00Z');
    assert.equal(desk.all('escalations').length, 0);
    assert.ok(desk.one('cases', 'case-1').escalatedAt);
  });
});
