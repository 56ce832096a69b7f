import assert from 'node:assert/strict';
import { slaReactions } from '../../../domain/sla/reactions.ts';
import { aDesk, kpiAt, openAt, runTimersAt } from './sla-desk.ts';

describe('the reactions of the SLA', () => {
  it('know the answer time before anybody after them tells it', async () => {
    const desk = aDesk();
    const told: (Date | null)[] = [];
    const tell = async (unit: ReturnType<typeof desk.unit>, { caseId }: { caseId: string }) => {
      told.push((await unit.cases.get(caseId)).respondBy);
    };
    desk.reactions = { ...slaReactions, 'case.opened': [...(slaReactions['case.opened'] ?? []), tell] };
    await openAt(desk);
    assert.equal(told[0]?.toISOString(), '2026-03-02T11:00:00.000Z');
  });

  it('take the priority that classification found', async () => {
    const desk = aDesk();
    await openAt(desk);
    await desk.commit(async (unit) => {
      unit.cases.save({ ...(await unit.cases.get('case-1')), priority: 'high' });
      const said = { category: 'cooling', queueId: 'queue-1', why: 'urgent words' };
      unit.emit('case.classified', { caseId: 'case-1', priority: 'high', ...said });
    });
    assert.equal(kpiAt(desk, 'first-response').dueAt?.toISOString(), '2026-03-02T10:30:00.000Z');
  });

  it('settle what supervisors were asked once the case is resolved', async () => {
    const desk = aDesk();
    await openAt(desk);
    await runTimersAt(desk, '2026-03-02T11:00:00Z');
    await desk.commit(async (unit) => {
      unit.cases.save({ ...(await unit.cases.get('case-1')), state: 'resolved' });
      const said = { number: 'C-1042', type: 'problem-solved', text: 'Done', byId: 'ann' } as const;
      unit.emit('case.resolved', { caseId: 'case-1', ...said });
    });
    assert.deepEqual(
      desk.all('escalations').map(({ state }) => state),
      ['withdrawn'],
    );
    assert.equal(kpiAt(desk, 'resolve').state, 'succeeded');
  });
});
