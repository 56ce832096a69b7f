import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { isZone, offsetPeriodAt, wallClock } from '../../../domain/sla/zone-offsets.ts';

const hour = 3_600_000;

describe('zone offsets', () => {
  it('last from one change of clocks to the next', () => {
    const summer = offsetPeriodAt('Europe/Berlin', Date.parse('2026-07-01T00:00Z'));
    assert.deepEqual(summer, {
      from: Date.parse('2026-03-29T01:00Z'),
      to: Date.parse('2026-10-25T01:00Z'),
      offsetMs: 2 * hour,
    });
    assert.equal(offsetPeriodAt('Europe/Berlin', summer.to).offsetMs, hour);
    assert.equal(offsetPeriodAt('Europe/Berlin', summer.from - 1).offsetMs, hour);
  });

  it('never end in a zone that keeps its clocks', () => {
    assert.equal(offsetPeriodAt('UTC', 0).to, Number.POSITIVE_INFINITY);
    assert.equal(offsetPeriodAt('Asia/Tokyo', Date.parse('2026-07-01T00:00Z')).to, Number.POSITIVE_INFINITY);
  });

  it('are those of the time-zone database, in whatever order instants are asked', () => {
    const zones = [
      'America/St_Johns',
      'Africa/Casablanca',
      'Pacific/Apia',
      'America/Nuuk',
      'Antarctica/Troll',
    ];
    const instant = fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2040-01-01') });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, at) => {
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const period = offsetPeriodAt(zone, at);
        assert.equal(period.offsetMs, local.offsetNanoseconds / 1e6);
        assert.ok(period.from <= at && at < period.to);
      }),
      { numRuns: 200 },
    );
  });

  it('show the clock on the wall', () => {
    const shown = wallClock(new Date('2026-07-01T22:15:00Z'), 'Asia/Kathmandu');
    assert.equal(shown.toISOString(), '2026-07-02T04:00:00.000Z');
  });

  it('know a zone from a slip of the pen', () => {
    assert.equal(isZone('Europe/Berlin'), true);
    assert.equal(isZone('Europe/Berlinn'), false);
  });
});
