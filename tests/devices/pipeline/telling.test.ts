import assert from 'node:assert/strict';
import { episodes } from '../../../devices/pipeline/episodes.ts';
import { gathered, telling } from '../../../devices/pipeline/telling.ts';
import type { Finding } from '../../../domain/iot/finding.ts';
import type { Told } from '../../../domain/iot/told.ts';
import { Refused } from '../../../domain/refusals.ts';

const finding = (given: Partial<Finding> = {}): Finding => ({
  device: 'pump-7',
  channel: 'load',
  at: 5,
  state: 'raised',
  kind: 'shift',
  severity: 'major',
  score: 0.8,
  detail: 'up',
  ...given,
});
const told = (given: Partial<Told> = {}): Told => ({
  ...finding(),
  toldAt: 10,
  raisedAt: 10,
  count: 1,
  ...given,
});
const quiet = { warn: () => undefined, error: () => undefined };

describe('episodes', () => {
  it('tell each finding under an instant that rises, whatever the clocks of devices say', () => {
    const book = episodes();
    const all = ['a', 'b', 'c'].map((channel) => book.tell(finding({ channel, at: 99_999 }), 1000));
    assert.deepEqual(
      all.map((one) => one?.toldAt),
      [1000, 1001, 1002],
    );
    const cleared = book.tell(finding({ channel: 'a', state: 'cleared', at: 1 }), 900);
    assert.deepEqual([cleared?.toldAt, cleared?.raisedAt], [1003, 1000]);
    assert.equal(book.size, 2);
    assert.equal(book.tell(finding({ channel: 'a', state: 'cleared' }), 2000), null); // nobody was told of it
  });

  it('count readings and tell again once a minute, under the same raising', () => {
    const book = episodes();
    book.tell(finding(), 1000);
    const again = [];
    for (let clock = 2000; clock <= 130_000; clock += 1000)
      again.push(...book.count({ device: 'pump-7', channel: 'load', at: clock }, clock));
    assert.deepEqual(
      again.map(({ toldAt, raisedAt, count }) => [toldAt, raisedAt, count]),
      [
        [61_000, 1000, 61],
        [121_000, 1000, 121],
      ],
    );
    assert.deepEqual(book.count({ device: 'pump-7', channel: 'heat', at: 1 }, 999_999), []);
    assert.deepEqual(book.count({ device: 'pump-8', channel: 'load', at: 1 }, 999_999), []);
  });

  it('tell once more of a storm that was shorter than a minute, also after a restart in between', () => {
    const book = episodes();
    book.tell(finding(), 1000);
    for (let nth = 1; nth < 10_000; nth++)
      assert.deepEqual(book.count({ device: 'pump-7', channel: 'load', at: 5 + nth }, 1001), []);
    const again = episodes(JSON.parse(JSON.stringify(book.kept())));
    assert.deepEqual(again.tick(9000), []);
    assert.deepEqual(
      again.tick(11_000).map(({ raisedAt, count, at }) => [raisedAt, count, at]),
      [[1000, 10_000, 10_004]],
    );
    assert.deepEqual(again.tick(999_000), []);
  });

  it('stay the same over a restart', () => {
    const book = episodes();
    book.tell(finding(), 1000);
    book.count({ device: 'pump-7', channel: 'load', at: 2000 }, 2000);
    const again = episodes(JSON.parse(JSON.stringify(book.kept())));
    const end = finding({ state: 'cleared', at: 3000 });
    assert.deepEqual(again.tell(end, 3000), book.tell(end, 3000));
    assert.deepEqual(again.kept(), book.kept());
    assert.equal(again.isOpen('pump-7'), false);
  });
});

describe('telling', () => {
  it('gathers news of one episode into its latest, and keeps what ended in between', () => {
    const first = told();
    const more = told({ toldAt: 11, count: 40 });
    const other = told({ channel: 'heat', toldAt: 12, raisedAt: 12 });
    const end = told({ toldAt: 13, state: 'cleared', count: 41 });
    const next = told({ toldAt: 14, raisedAt: 14 });
    assert.deepEqual(gathered([first, more, other, end, next]), [more, other, end, next]);
  });

  it('keeps fifty at a time', async () => {
    const sizes: number[] = [];
    const out = telling({
      record: async (some) => void sizes.push(some.length),
      isStoreUp: async () => true,
      log: quiet,
      signal: new AbortController().signal,
    });
    await out.tell(Array.from({ length: 120 }, (_, place) => told({ raisedAt: place, toldAt: place })));
    assert.deepEqual(sizes, [50, 50, 20]);
    assert.equal(out.kept, 120);
  });

  it('lets no finding stand in the way of the others', async () => {
    const kept: string[] = [];
    const out = telling({
      record: async (some) => {
        for (const { device } of some) {
          if (device === 'stranger') throw new Refused('record.not_found', { kind: 'device', id: device });
          if (device === 'poison') throw new TypeError('a mistake of ours');
        }
        kept.push(...some.map(({ device }) => device));
      },
      isStoreUp: async () => true,
      log: quiet,
      signal: new AbortController().signal,
    });
    await out.tell(['a', 'stranger', 'poison', 'b'].map((device) => told({ device })));
    assert.deepEqual([kept, out.kept, out.refused], [['a', 'b'], 2, 2]);
    assert.equal(out.problem, null);
  });
});
