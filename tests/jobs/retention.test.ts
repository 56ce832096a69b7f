import assert from 'node:assert/strict';
import { retentionWorker } from '../../jobs/retention.ts';
import { aCloudMessage } from '../fixtures/iot/hub-records.ts';
import { until } from '../fixtures/iot/until.ts';
import { Memory } from '../fixtures/memory.ts';

describe('retention', () => {
  it('forgets arrivals handled, and messages to devices ended, more than thirty days ago', async () => {
    const trimmed: string[] = [];
    const desk = new Memory('2026-03-31T00:00:00Z');
    const old = { state: 'completed', settledAt: new Date('2026-02-28T23:59:59Z') } as const;
    desk.seed('cloudMessages', aCloudMessage({ id: 'waits' }));
    desk.seed(
      'cloudMessages',
      aCloudMessage({ ...old, id: 'young', settledAt: new Date('2026-03-01T00:00:00Z') }),
    );
    for (let count = 0; count < 501; count++)
      desk.seed('cloudMessages', aCloudMessage({ ...old, id: `old-${count}` }));
    const loop = retentionWorker({
      trimInbox: async (before) => void trimmed.push(before.toISOString()),
      commit: desk.commit,
      now: () => desk.now,
      log: { error: () => {} },
    });
    loop.start();
    await until(() => desk.all('cloudMessages').length === 2, 'the old ones are gone');
    await loop.stop();
    assert.equal(trimmed[0], '2026-03-01T00:00:00.000Z');
    assert.deepEqual(
      desk.all('cloudMessages').map(({ id }) => id),
      ['waits', 'young'],
    );
  });
});
