import assert from 'node:assert/strict';
import { keepLimits, limitsNeed, limitsOf } from '../../../../domain/iot/detector/limits.ts';
import { blockOf } from '../../../../domain/iot/detector/memory.ts';
import { newWatch, restoreWatch } from '../../../../domain/iot/detector/watching.ts';
import { day, fieldOnly, monday, series } from '../../../fixtures/iot/series.ts';

describe('the limits of a channel', () => {
  it('are infinite until a rule sets one, and again when it is taken away', () => {
    const memory = blockOf(limitsNeed)!;
    const both = () => [limitsOf.low(memory, 0), limitsOf.high(memory, 0)];
    assert.deepEqual(both(), [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    keepLimits(memory, 0, { low: 0, high: 80 });
    assert.deepEqual(both(), [0, 80]);
    keepLimits(memory, 0, { low: null, high: null });
    assert.deepEqual(both(), [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  it('let a drift tell when it will be there, also after a restart', () => {
    let watch = newWatch(fieldOnly);
    watch.limit('device', 'channel', { low: null, high: 59 }); // before its first reading
    const told: string[] = [];
    for (const { at, value } of series({
      days: 20,
      swing: 0,
      change: (one, days) => (days > 16 ? one + (days - 16) * 1.5 : one),
    })) {
      if (at === monday + 10 * day) watch = restoreWatch([watch.save()], fieldOnly);
      for (const { kind, detail } of watch.observe('device', 'channel', at, value).findings)
        if (kind === 'drift') told.push(detail);
    }
    const [, days] = /reaches its limit of 59 in about (\d+) days/.exec(told[0] ?? '') ?? [];
    assert.ok(Number(days) >= 3 && Number(days) <= 8, told[0] ?? 'no drift was told');
  });
});
