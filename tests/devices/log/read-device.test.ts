import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Reading } from '../../../domain/iot/reading.ts';
import { anArrival, type LogFolder, logFolder } from '../../fixtures/iot/log-folder.ts';

describe("one device's readings", () => {
  let place: LogFolder;
  beforeEach(() => {
    place = logFolder();
  });
  afterEach(() => place.remove());

  it('are what the device sent between two instants, in order of time, whatever came between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.nat(50), fc.nat(2)), { minLength: 1, maxLength: 120 }),
        fc.tuple(fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 40 }), fc.boolean(), fc.boolean()),
        async (sent, [from, length, most, newestFirst, isClosed]) => {
          const own = logFolder();
          try {
            let log = await own.open({ segmentBytes: 700 });
            const all: Reading[] = [];
            for (const [nth, [device, at, channel]] of sent.entries()) {
              const reading = { channel: `c${channel}`, at, value: nth };
              all.push({ device: `d${device}`, ...reading });
              await log.append(anArrival(nth, { device: `d${device}`, readings: [reading] }));
            }
            if (isClosed) {
              await log.close();
              log = await own.open({ segmentBytes: 700 });
            }
            const found = await log.readDevice('d1', { from, to: from + length, most, newestFirst });
            const sign = newestFirst ? -1 : 1;
            const wanted = all
              .filter(({ device, at }) => device === 'd1' && at >= from && at < from + length)
              .sort((a, b) => sign * (a.at - b.at));
            const last = wanted[most - 1]?.at;
            const expected = wanted.filter(({ at }, nth) => nth < most || at === last);
            const plain = (readings: readonly Reading[]) =>
              readings.map(({ at, channel, value }) => `${at} ${channel} ${value}`).sort();
            assert.deepEqual(plain(found), plain(expected));
            assert.deepEqual(
              found.map(({ at }) => at),
              expected.map(({ at }) => at),
            );
            const one = await log.readDevice('d1', { from, to: from + length, most: 1000, channel: 'c1' });
            assert.equal(one.length, wanted.filter(({ channel }) => channel === 'c1').length);
          } finally {
            await own.remove();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are none for a device that never sent', async () => {
    const log = await place.open({ segmentBytes: 500 });
    for (let nth = 0; nth < 20; nth++) await log.append(anArrival(nth));
    assert.deepEqual(await log.readDevice('pump-2', { from: 0, to: Infinity, most: 10 }), []);
  });

  it('are found without reading what other devices sent', async () => {
    const log = await place.open({ segmentBytes: 20_000 });
    for (let nth = 0; nth < 2000; nth++) void log.append(anArrival(nth, { device: `d${nth % 400}` }));
    await log.append(anArrival(2000, { device: 'd7' }));
    await log.close();
    const again = await place.open();
    const found = await again.readDevice('d7', { from: 0, to: Infinity, most: 100 });
    assert.deepEqual(
      found.map(({ value }) => value),
      [7, 407, 807, 1207, 1607, 2000],
    );
  });
});
