import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BadSnapshot } from '../../../../domain/iot/detector/snapshot.ts';
import {
  blockSizes,
  mostChannels,
  newWatch,
  restoreWatch,
} from '../../../../domain/iot/detector/watching.ts';
import { bytesOf } from '../../../../domain/iot/detector/memory.ts';
import type { Finding } from '../../../../domain/iot/finding.ts';
import type { Watch } from '../../../../domain/iot/watch.ts';
import { day, fieldOnly, findingsIn, minute, monday, series } from '../../../fixtures/iot/series.ts';

interface Given {
  readonly device: string;
  readonly channel: string;
  readonly at: number;
  readonly value: number;
}

/** What a watch answers to readings, copied out of the object that it reuses. */
const answers = (watch: Watch, readings: readonly Given[]) =>
  readings.map(({ device, channel, at, value }) => {
    const { score, kind, findings } = watch.observe(device, channel, at, value);
    return { score, kind, findings: [...findings] };
  });

const anyValue = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  fc.constant(0),
  fc.constant(7.25),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e300, -1e300, 5e-324, -0, Number.MAX_VALUE),
);
const anyReadings = fc
  .array(
    fc.record({
      device: fc.constantFrom('pump-7', 'fan'),
      channel: fc.constantFrom('temperature', 'flow'),
      step: fc.oneof(fc.constant(60_000), fc.integer({ min: -120_000, max: 6_000_000 })),
      value: anyValue,
    }),
    { minLength: 1, maxLength: 700 },
  )
  .map((rows) => {
    let at = monday;
    return rows.map(({ device, channel, step, value }): Given => {
      at += step;
      return { device, channel, at, value };
    });
  });

describe('a watch', () => {
  it('watches a thousand channels of a device, and lets go what names its channels anew each time', () => {
    const watch = newWatch(fieldOnly);
    for (let nth = 0; nth < mostChannels + 50; nth++) watch.observe('loud', `c${nth}`, monday + nth, nth);
    assert.equal(watch.channelsOf('loud').length, mostChannels);
    assert.equal(watch.observe('loud', 'another', monday + day, 1).score, 0);
    assert.equal(watch.status('loud', 'another').state, 'unknown');
    watch.observe('other', 'load', monday, 1);
    assert.deepEqual(watch.channelsOf('other'), ['load']);
  });

  it('answers a score between 0 and 1 to whatever comes, and never anything that is no number', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        for (const { score, findings } of answers(newWatch(), readings)) {
          assert.ok(score >= 0 && score <= 1, `score ${score}`);
          for (const found of findings) {
            assert.ok(found.score >= 0 && found.score <= 1);
            assert.doesNotMatch(found.detail, /NaN|undefined|Infinity/);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('never looks ahead: what comes later changes no answer', () => {
    fc.assert(
      fc.property(anyReadings, anyReadings, fc.nat(600), (first, other, cut) => {
        const until = Math.min(cut, first.length);
        const begun = first.slice(0, until);
        const one = answers(newWatch(), [...begun, ...first.slice(until)]).slice(0, until);
        const two = answers(newWatch(), [...begun, ...other]).slice(0, until);
        assert.deepEqual(one, two);
      }),
      { numRuns: 25 },
    );
  });

  it('goes on after a restart as if there had been none, bit for bit', () => {
    fc.assert(
      fc.property(anyReadings, fc.nat(600), (readings, cut) => {
        const until = Math.min(cut, readings.length);
        const unbroken = newWatch();
        answers(unbroken, readings.slice(0, until));
        const restored = restoreWatch([unbroken.save()]);
        const rest = readings.slice(until);
        assert.deepEqual(answers(restored, rest), answers(unbroken, rest));
        assert.deepEqual(restored.save(), unbroken.save());
      }),
      { numRuns: 25 },
    );
  });

  it('goes on bit for bit in the middle of an episode too, and from pieces', () => {
    const readings = [...series({ days: 18, change: (value, days) => (days > 16 ? value + 5 : value) })].map(
      ({ at, value }): Given => ({ device: 'a', channel: 'b', at, value }),
    );
    const whole = newWatch();
    const before = answers(whole, readings.slice(0, 2330));
    assert.ok(
      before.some(({ findings }) => findings.length > 0),
      'no episode was open',
    );
    const pieces = [...whole.savePieces()].map((piece) => Uint8Array.from(piece));
    const restored = restoreWatch(pieces);
    assert.deepEqual(answers(restored, readings.slice(2330)), answers(whole, readings.slice(2330)));
    assert.deepEqual(restored.status('a', 'b'), whole.status('a', 'b'));
  });

  it('keeps within 8 KB a channel, however long it watches', () => {
    const { channel, device } = blockSizes();
    assert.ok(bytesOf(channel) <= 4096, `${bytesOf(channel)} bytes a channel`);
    assert.ok(bytesOf(channel) + bytesOf(device) / 2 <= 8192);
    const watch = newWatch(fieldOnly);
    let size = 0;
    for (const { at, value } of series({ days: 20 })) {
      watch.observe('a', 'b', at, value);
      if (size === 0) size = watch.save().length;
    }
    assert.equal(watch.save().length, size);
  });

  it('does not score a reading that is not newer than its channel, or that is no number', () => {
    const watch = newWatch();
    watch.observe('a', 'b', 1000, 1);
    const before = watch.save();
    for (const [at, value] of [
      [1000, 2],
      [500, 2],
      [2000, Number.NaN],
      [2000, Number.POSITIVE_INFINITY],
    ] as const)
      assert.deepEqual(watch.observe('a', 'b', at, value), { score: 0, kind: null, findings: [] });
    assert.deepEqual(watch.save(), before);
  });

  it('says honestly how long it will learn', () => {
    const watch = newWatch();
    assert.equal(watch.status('a', 'b').state, 'unknown');
    const texts = new Set<string>();
    for (const { at, value } of series({ days: 9 })) {
      watch.observe('a', 'b', at, value);
      texts.add(watch.status('a', 'b').text);
    }
    assert.ok(texts.has('learning, 3 days left'), [...texts].join('; '));
    const { state, band, latestValue, periodMs } = watch.status('a', 'b');
    assert.equal(state, 'watching');
    assert.equal(periodMs, 10 * minute);
    assert.ok(band && latestValue !== null && band.low < latestValue && latestValue < band.high);
  });

  it('sees the silence of one channel by the clock of the other', () => {
    const watch = newWatch();
    const found: Finding[] = [];
    for (let row = 0; row < 60; row++) {
      const at = monday + row * minute;
      found.push(...watch.observe('a', 'heard', at, row % 7).findings);
      if (row < 50) found.push(...watch.observe('a', 'silent', at, row % 5).findings);
    }
    assert.deepEqual(
      found.map(({ channel, kind, state }) => [channel, kind, state]),
      [['silent', 'gap', 'raised']],
    );
  });

  it('takes no silence for a gap that nobody listened to, also after a restart', () => {
    const watch = newWatch();
    for (let row = 0; row < 60; row++) watch.observe('a', 'b', monday + row * minute, row % 7);
    const back = monday + day;
    watch.listeningSince(back);
    const restored = restoreWatch([watch.save()]);
    for (const one of [watch, restored]) {
      assert.deepEqual(one.tick(back + 2 * minute), []);
      assert.equal(one.tick(back + 4 * minute)[0]?.kind, 'gap');
    }
  });

  it('learns anew after a service, but keeps what is open until telemetry is back in band', () => {
    const watch = newWatch(fieldOnly);
    const change = (value: number, days: number) => (days > 16 && days < 18 ? value + 6 : value);
    const found = findingsIn({ days: 17, change }, watch).filter(({ kind }) => kind === 'shift');
    assert.deepEqual(
      found.map(({ state }) => state),
      ['raised'],
    );
    watch.reset('device', monday + 17 * day);
    const late: Finding[] = [];
    for (const { at, value } of series({ days: 19, change })) {
      if (at < monday + 17 * day) continue;
      late.push(...watch.observe('device', 'channel', at, value).findings);
      if (at < monday + 18 * day)
        assert.ok(watch.status('device', 'channel').open.length > 0, 'closed while still out of band');
    }
    const closed = late.find(({ kind, state }) => kind === 'shift' && state === 'cleared');
    assert.ok(closed !== undefined && closed.at >= monday + 18 * day);
    assert.equal(watch.status('device', 'channel').state, 'learning');
  });

  it('refuses a saved state of another version, and one that is cut short, with a clear word', () => {
    const watch = newWatch();
    watch.observe('a', 'b', 1000, 1);
    const saved = watch.save();
    assert.throws(() => restoreWatch([saved], fieldOnly), /another version/);
    assert.throws(() => restoreWatch([saved.subarray(0, saved.length - 8)]), BadSnapshot);
    assert.throws(() => restoreWatch([new Uint8Array(100)]), /no saved state/);
  });
});
