import assert from 'node:assert/strict';
import { truncateSync } from 'node:fs';
import fc from 'fast-check';
import { anArrival, everything, type LogFolder, logFolder } from '../../fixtures/iot/log-folder.ts';

describe('the telemetry log and repeats', () => {
  let place: LogFolder;
  beforeEach(() => {
    place = logFolder();
  });
  afterEach(() => place.remove());

  it('knows a message id again: at once, on its way to disk, in closed segments and after a restart', async () => {
    const log = await place.open({ segmentBytes: 2000 });
    const both = await Promise.all([log.append(anArrival(0)), log.append(anArrival(0))]);
    assert.deepEqual(
      both.map(({ isNew }) => isNew),
      [true, false],
    );
    for (let nth = 1; nth < 100; nth++) await log.append(anArrival(nth));
    assert.deepEqual(await log.append(anArrival(0)), { isNew: false, position: -1 });
    assert.equal(log.health().repeats, 2);
    await log.close();
    const again = await place.open({ segmentBytes: 2000 });
    for (let nth = 0; nth < 100; nth++)
      assert.equal((await again.append(anArrival(nth))).isNew, false, `message ${nth}`);
    assert.equal(again.end, 100);
  });

  it('tells devices and ids apart, however they are spelled', async () => {
    const log = await place.open();
    const spelled = [
      anArrival(0, { device: 'a', messageId: 'b' }),
      anArrival(0, { device: 'ab', messageId: '' }),
      anArrival(0, { device: 'a', messageId: 'B' }),
      anArrival(0, { device: 'A', messageId: 'b' }),
    ];
    for (const one of spelled) assert.equal((await log.append(one)).isNew, true);
    assert.equal(log.end, 4);
  });

  it('knows a message without an id by its device, times and values', async () => {
    const log = await place.open();
    const one = anArrival(0, { messageId: null });
    assert.equal((await log.append(one)).isNew, true);
    assert.equal((await log.append({ ...one, arrivedAt: one.arrivedAt + 5000 })).isNew, false);
    assert.equal((await log.append({ ...one, device: 'pump-2' })).isNew, true);
    const later = [{ ...one.readings[0]!, at: one.readings[0]!.at + 1 }];
    assert.equal((await log.append({ ...one, readings: later })).isNew, true);
    const other = [{ ...one.readings[0]!, value: 7 }];
    assert.equal((await log.append({ ...one, readings: other })).isNew, true);
  });

  it('looks for a resent message only when its sender says that it is one', async () => {
    const log = await place.open();
    const steady = (repeats: string[]) =>
      anArrival(0, { messageId: null, resend: { key: 'packet 1, same body', repeats } });
    assert.equal((await log.append(steady([]))).isNew, true);
    assert.equal((await log.append(steady([]))).isNew, true, 'a steady value is no repeat');
    assert.equal((await log.append(steady(['packet 1, same body']))).isNew, false);
    assert.equal((await log.append(steady(['another']))).isNew, true);
    assert.equal(log.end, 3);
  });

  it('stays quick and sure while many small segments become few large runs', async () => {
    let log = await place.open({ segmentBytes: 300 });
    for (let nth = 0; nth < 240; nth++) await log.append(anArrival(nth));
    await log.close();
    assert.ok(place.files('.log').length > 50);
    assert.ok(place.files('.keys').length <= 30, `${place.files('.keys').length} runs`);
    log = await place.open({ segmentBytes: 300 });
    for (let nth = 0; nth < 240; nth++)
      assert.equal((await log.append(anArrival(nth))).isNew, false, `message ${nth}`);
    for (let nth = 240; nth < 480; nth++)
      assert.equal((await log.append(anArrival(nth))).isNew, true, `message ${nth}`);
    assert.equal(log.end, 480);
  });

  it('makes its keys again when their files are damaged', async () => {
    let log = await place.open({ segmentBytes: 2000 });
    for (let nth = 0; nth < 60; nth++) await log.append(anArrival(nth));
    await log.close();
    for (const path of place.files('.keys')) truncateSync(path, 70);
    log = await place.open();
    for (let nth = 0; nth < 60; nth++) assert.equal((await log.append(anArrival(nth))).isNew, false);
    assert.equal(log.end, 60);
  });

  it('forgets messages no sooner than it retires them', async () => {
    const log = await place.open({ segmentBytes: 1000, retention: { ageMs: 1e12, bytes: 6000 } });
    for (let nth = 0; nth < 200; nth++) await log.append(anArrival(nth));
    await log.close();
    const again = await place.open({ retention: { ageMs: 1e12, bytes: 6000 } });
    assert.ok(again.start > 0);
    for (let nth = again.start; nth < 200; nth++)
      assert.equal((await again.append(anArrival(nth))).isNew, false);
    assert.equal(again.end, 200);
  });

  it('holds every new message once, whatever is repeated, in whatever order and across restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ nth: fc.nat(12), isRestart: fc.boolean(), together: fc.nat(3) }), {
          maxLength: 30,
        }),
        async (steps) => {
          const own = logFolder();
          try {
            let log = await own.open({ segmentBytes: 400 });
            const expected = new Set<number>();
            for (const { nth, isRestart, together } of steps) {
              const sent = Array.from({ length: together + 1 }, () => log.append(anArrival(nth)));
              const news = (await Promise.all(sent)).filter(({ isNew }) => isNew).length;
              assert.equal(news, expected.has(nth) ? 0 : 1);
              expected.add(nth);
              if (!isRestart) continue;
              await log.close();
              log = await own.open({ segmentBytes: 400 });
            }
            const kept = await everything(log);
            assert.deepEqual(
              kept.map(({ messageId }) => messageId),
              [...expected].map((nth) => `m-${nth}`),
            );
          } finally {
            await own.remove();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
