import assert from 'node:assert/strict';
import { Feed, type News } from '../../../db/writing/feed.ts';
import type { LoggedEvent } from '../../../domain/events.ts';

const quiet: News = { inbox: false, outbox: false, timers: false, events: [], webChats: [], clock: false };
const event = (seq: number) => ({ seq, name: 'case.closed', data: { caseId: `${seq}` } }) as LoggedEvent;

/** A feed over a log that other processes write to as well. */
function aFeed() {
  const log: LoggedEvent[] = [];
  const warned: string[] = [];
  const told: number[] = [];
  let forgotten = 0;
  let isAway = false;
  const feed = new Feed({
    process: 'me',
    events: async (after, limit) => {
      if (isAway) throw new Error('away');
      return log.filter(({ seq }) => seq > after).slice(0, limit);
    },
    webChats: async () => [],
    clockMoved: () => undefined,
    changedElsewhere: () => forgotten++,
    log: {
      info: () => undefined,
      warn: (_, text) => warned.push(text),
      error: (_, text) => warned.push(text),
    },
  });
  feed.start({ event: 0, webChat: 0 });
  feed.listen(({ events }) => told.push(...events.map(({ seq }) => seq)));
  return { feed, log, told, warned, forgotten: () => forgotten, away: (is: boolean) => (isAway = is) };
}

describe('the feed of what was committed', () => {
  it('tells this process at once', () => {
    const { feed, told } = aFeed();
    feed.tell({ ...quiet, events: [event(1), event(2)] });
    assert.deepEqual(told, [1, 2]);
  });

  it('reads first what another process wrote before', async () => {
    const { feed, told, log } = aFeed();
    log.push(event(1), event(2), event(3), event(4));
    feed.tell({ ...quiet, events: [event(3)] });
    feed.tell({ ...quiet, events: [event(4)] });
    assert.deepEqual(told, []);
    await feed.close();
    assert.deepEqual(told, [1, 2, 3, 4]);
  });

  it('tells what others announce, and not its own announcements again', async () => {
    const { feed, told, log } = aFeed();
    const own = { ...quiet, events: [event(1)] };
    feed.tell(own);
    feed.heard(feed.announcement(own, true));
    log.push(event(1), event(2));
    feed.heard('you 00000 2');
    await feed.close();
    assert.deepEqual(told, [1, 2]);
  });

  it('says when others must forget what they remember, and hears it from them, also after a gap', async () => {
    const { feed, forgotten } = aFeed();
    assert.equal(feed.announcement(quiet, true), 'me 00001 0');
    feed.heard('me 00001 0');
    feed.heard('you 11110 0');
    assert.equal(forgotten(), 0);
    feed.heard('you 00001 0');
    feed.heard(null);
    assert.equal(forgotten(), 2);
    await feed.close();
  });

  it('catches up after the log could not be read', async () => {
    const { feed, told, log, warned, away } = aFeed();
    log.push(event(1));
    away(true);
    feed.heard('you 00000 1');
    await new Promise(setImmediate);
    away(false);
    log.push(event(2));
    feed.heard(null);
    await feed.close();
    assert.deepEqual(told, [1, 2]);
    assert.equal(warned.length, 1);
  });

  it('goes on when a listener fails', () => {
    const { feed, told, warned } = aFeed();
    feed.listen(() => {
      throw new Error('broken');
    });
    feed.tell({ ...quiet, events: [event(1)] });
    feed.tell({ ...quiet, events: [event(2)] });
    assert.deepEqual([told, warned.length], [[1, 2], 2]);
  });

  it('announces nothing when there is nothing to know', () => {
    const { feed } = aFeed();
    assert.equal(feed.announcement(quiet, false), null);
    assert.equal(
      feed.announcement({ ...quiet, inbox: true, timers: true, events: [event(9)] }, false),
      'me 10100 9',
    );
  });
});
