import assert from 'node:assert/strict';
import type { ClaimedTimer, Timers } from '../../domain/messaging/timers.ts';
import { LostClaim } from '../../domain/unit.ts';
import { timerWorker } from '../../jobs/timers.ts';
import { aDesk } from '../fixtures/desk.ts';
import { aCase } from '../fixtures/desk-records.ts';

const timer = (kind: ClaimedTimer['kind'], subjectId: string): ClaimedTimer => ({
  id: `${kind}:${subjectId}`,
  kind,
  subjectId,
  dueAt: new Date('2026-03-02T09:00:00Z'),
  attempts: 0,
  fence: 'f',
});

async function run(due: ClaimedTimer[], commit = aDesk().commit) {
  const back: string[] = [];
  const timers: Timers = {
    claimDue: async () => due.splice(0),
    giveBack: async ({ id }) => void back.push(id),
    nextDueAt: async () => null,
    counts: async () => ({ waiting: 0, dead: 0, lateMs: 0 }),
  };
  const log = { error: () => {} };
  const loop = timerWorker({ timers, commit, now: () => new Date(), random: () => 0, log });
  loop.start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await loop.stop();
  return back;
}

describe('the timer worker', () => {
  it('carries out the duty of a due timer', async () => {
    const desk = aDesk().seed('cases', aCase({ id: 'c1', state: 'resolved' }));
    assert.deepEqual(await run([timer('case.close', 'c1')], desk.commit), []);
    assert.equal(desk.one('cases', 'c1').state, 'closed');
  });

  it('has a duty for what is no longer there: nothing', async () => {
    const kinds = [
      'offer.expire',
      'sla.warn',
      'sla.breach',
      'escalation.wake',
      'conversation.auto-close',
      'case.close',
    ] as const;
    assert.deepEqual(await run(kinds.map((kind) => timer(kind, 'gone'))), []);
  });

  it('gives a timer back whose duty failed, and leaves one that another worker holds', async () => {
    const fails = async (): Promise<never> => {
      throw new Error('database away');
    };
    assert.deepEqual(await run([timer('case.close', 'c1')], fails), ['case.close:c1']);
    const lost = async (): Promise<never> => {
      throw new LostClaim();
    };
    assert.deepEqual(await run([timer('case.close', 'c1')], lost), []);
  });
});
