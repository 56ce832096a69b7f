import assert from 'node:assert/strict';
import { retentionWorker } from '../../jobs/retention.ts';

describe('retention', () => {
  it('forgets arrivals handled more than thirty days ago', async () => {
    const trimmed: string[] = [];
    const loop = retentionWorker({
      trimInbox: async (before) => void trimmed.push(before.toISOString()),
      now: () => new Date('2026-03-31T00:00:00Z'),
      log: { error: () => {} },
    });
    loop.start();
    await new Promise((resolve) => setTimeout(resolve, 10));
    await loop.stop();
    assert.deepEqual(trimmed, ['2026-03-01T00:00:00.000Z']);
  });
});
