import assert from 'node:assert/strict';
import type { ClaimedOutgoing, Delivery, Outbox } from '../../domain/messaging/outbox.ts';
import { outboxWorker } from '../../jobs/outbox.ts';

const row = (seq: number, attempts = 0): ClaimedOutgoing => ({
  seq,
  lane: `person:${seq}`,
  outgoing: { kind: 'staff-post', personId: 'p', postId: 'x' },
  attempts,
  queuedAt: new Date(0),
  traceId: null,
  fence: 'f',
  uncertain: false,
});

async function run(rows: ClaimedOutgoing[], deliver: (claimed: ClaimedOutgoing) => Promise<Delivery>) {
  const settled: string[] = [];
  const outbox: Outbox = {
    claim: async (limit) => rows.splice(0, limit),
    settle: async (results) => {
      for (const { claimed, delivery } of results) settled.push(`${claimed.seq} ${delivery.how}`);
    },
    counts: async () => ({ waiting: 0, dead: 0, oldestAt: null }),
    replay: async () => 0,
  };
  const log = { warn: () => {}, error: () => {} };
  const loop = outboxWorker({ outbox, deliver, now: () => new Date(0), random: () => 0, log });
  loop.start();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await loop.stop();
  return settled.sort();
}

describe('the outbox worker', () => {
  it('notes what became of each row', async () => {
    const how = (claimed: ClaimedOutgoing): Delivery =>
      claimed.seq === 1 ? { how: 'sent', externalId: 'a' } : { how: 'superseded' };
    assert.deepEqual(await run([row(1), row(2)], async (claimed) => how(claimed)), [
      '1 sent',
      '2 superseded',
    ]);
  });

  it('tries again after a failure, and fails for good after the last try', async () => {
    const fails = async () => {
      throw new Error('502');
    };
    assert.deepEqual(await run([row(1), row(2, 8)], fails), ['1 retry', '2 failed']);
  });
});
