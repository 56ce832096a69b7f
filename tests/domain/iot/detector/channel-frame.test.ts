import assert from 'node:assert/strict';
import { channelFrame } from '../../../../domain/iot/detector/channel-frame.ts';
import { gapAt } from '../../../../domain/iot/detector/kinds/gap.ts';
import { blockOf, bytesOf } from '../../../../domain/iot/detector/memory.ts';
import { channelPlugs, devicePlugs } from '../../../../domain/iot/detector/plugs.ts';
import { severities } from '../../../../domain/iot/finding.ts';
import { day, minute, monday, series } from '../../../fixtures/iot/series.ts';

const frame = channelFrame(channelPlugs, gapAt);

describe('the frame of a channel', () => {
  it('seats every detector once, the gap first', () => {
    const kinds = frame.seats.map(({ detector }) => detector.kind);
    assert.equal(kinds[0], 'gap');
    assert.equal(new Set(kinds).size, kinds.length);
    for (const kind of ['stuck', 'shift', 'drift', 'season', 'variance', 'point', 'novelty'] as const)
      assert.ok(kinds.includes(kind), kind);
    assert.ok(devicePlugs.length > 0 && bytesOf(frame.need) <= 4096);
    assert.equal(severities[0], 'critical');
  });

  it('learns what a channel does: its noise, its day and its pace', () => {
    const memory = blockOf(frame.need)!;
    let worst = 0;
    for (const { at, value } of series({ days: 12 })) {
      const now = frame.features(memory, at, value);
      if (at < monday + 10 * day) continue;
      const passed = (at - monday) / day;
      worst = Math.max(worst, Math.abs(now.expected - 50 - 3 * Math.sin(2 * Math.PI * passed)));
      assert.ok(now.scale > 0.85 && now.scale < 1.15, `noise ${now.scale}`);
      assert.equal(now.period, 10 * minute);
      assert.equal(now.isLearning, false);
    }
    assert.ok(worst < 0.7, `expected values are out by ${worst}`);
    const { low, expected, high } = frame.band(memory);
    assert.ok(low < expected && expected < high);
  });

  it('is unsure at its first weekend and says so, instead of calling it a fault', () => {
    const memory = blockOf(frame.need)!;
    const doubts = { friday: 0, saturday: 0 };
    for (const { at, value } of series({ days: 6 })) {
      const { offDoubt } = frame.features(memory, at, value);
      if (at === monday + 5 * day - 10 * minute) doubts.friday = offDoubt;
      if (at === monday + 5 * day) doubts.saturday = offDoubt;
    }
    assert.ok(doubts.saturday > 2 * doubts.friday, JSON.stringify(doubts));
  });
});
