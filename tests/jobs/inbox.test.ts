import assert from 'node:assert/strict';
import type { ClaimedArrival, Inbox } from '../../domain/messaging/inbox.ts';
import { Refused } from '../../domain/refusals.ts';
import { inboxWorker } from '../../jobs/inbox.ts';

const arrival = (seq: number, attempts = 0): ClaimedArrival => ({
  seq,
  channel: 'directline',
  key: `k${seq}`,
  lane: `l${seq}`,
  activity: {},
  attempts,
  receivedAt: new Date(0),
  traceId: null,
  fence: 'f',
});

function anInbox(rows: ClaimedArrival[]) {
  const log: string[] = [];
  const inbox: Inbox = {
    claim: async (limit) => rows.splice(0, limit),
    finish: async ({ seq }) => Boolean(log.push(`done ${seq}`)),
    giveBack: async ({ seq }, nextAt) => void log.push(`${nextAt ? 'again' : 'dead'} ${seq}`),
    counts: async () => ({ waiting: 0, dead: 0, oldestAt: null }),
    replay: async () => 0,
  };
  return { inbox, log };
}

const quiet = { warn: () => {}, error: () => {} };
const deps = { now: () => new Date(0), random: () => 0.5, log: quiet };

async function run(
  rows: ClaimedArrival[],
  handle: (row: ClaimedArrival) => Promise<boolean>,
): Promise<string[]> {
  const { inbox, log } = anInbox(rows);
  const loop = inboxWorker({ inbox, handle, ...deps });
  loop.start();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await loop.stop();
  return log;
}

describe('the inbox worker', () => {
  it('finishes a row whose turn had nothing to commit, and leaves the rest to their commits', async () => {
    assert.deepEqual(await run([arrival(1), arrival(2)], async ({ seq }) => seq === 2), ['done 1']);
  });

  it('tries a failed turn again, and makes it a dead letter after the last try', async () => {
    const fails = async () => {
      throw new Error('search is away');
    };
    assert.deepEqual(await run([arrival(1), arrival(2, 8)], fails), ['again 1', 'dead 2']);
  });

  it('does not repeat what a rule refused', async () => {
    const refuses = async () => {
      throw new Refused('message.empty');
    };
    assert.deepEqual(await run([arrival(1)], refuses), ['dead 1']);
  });

  it('tries again when too many wanted the same record at once: nothing was wrong with the message', async () => {
    const meets = async () => {
      throw new Refused('record.conflict');
    };
    assert.deepEqual(await run([arrival(1)], meets), ['again 1']);
  });

  it('works on many lanes at once', async () => {
    let together = 0;
    let most = 0;
    await run(
      [1, 2, 3, 4].map((seq) => arrival(seq)),
      async () => {
        most = Math.max(most, ++together);
        await new Promise((resolve) => setTimeout(resolve, 10));
        together -= 1;
        return true;
      },
    );
    assert.equal(most, 4);
  });
});
