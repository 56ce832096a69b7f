import assert from 'node:assert/strict';
import type { ThresholdRule } from '../../../../domain/iot/rules/rule.ts';
import { freshState, lineOf, observeLine, tickLine } from '../../../../domain/iot/rules/threshold.ts';

const minute = 60_000;

/** Follows one rule: `value(v, minutes)` and `tick(minutes)` answer whether it is open afterwards. */
function following(given: Partial<ThresholdRule>) {
  const line = lineOf({ kind: 'threshold', channel: 'c', severity: 'major', ...given });
  const state = freshState();
  let clock = 0;
  return {
    value: (value: number, minutes: number) => {
      observeLine(line, state, { at: minutes * minute, value, clock });
      return state.isOpen;
    },
    tick: (minutes: number) => {
      clock = minutes * minute;
      tickLine(line, state, clock);
      return state.isOpen;
    },
  };
}

describe('a line', () => {
  it('opens as soon as a value is across, and not on the line itself', () => {
    const high = following({ above: 80 });
    assert.equal(high.value(80, 0), false);
    assert.equal(high.value(80.01, 1), true);
    const low = following({ below: -5 });
    assert.equal(low.value(-5, 0), false);
    assert.equal(low.value(-5.01, 1), true);
  });

  it('clears at the line, or where it says, so that a value that trembles does not ring twice', () => {
    const plain = following({ above: 80 });
    plain.value(90, 0);
    assert.equal(plain.value(80, 1), false);
    const wide = following({ above: 80, clear: 75 });
    wide.value(90, 0);
    assert.equal(wide.value(78, 1), true);
    assert.equal(wide.value(82, 2), true);
    assert.equal(wide.value(75, 3), false);
    const low = following({ below: 2, clear: 4 });
    low.value(1, 0);
    assert.equal(low.value(3.9, 1), true);
    assert.equal(low.value(4, 2), false);
  });

  it('waits until the value stayed across for long enough', () => {
    const long = following({ above: 80, for: 'PT5M' });
    assert.equal(long.value(90, 0), false);
    assert.equal(long.value(90, 4), false);
    assert.equal(long.value(70, 4.5), false); // begins anew
    assert.equal(long.value(90, 5), false);
    assert.equal(long.value(90, 9.9), false);
    assert.equal(long.value(90, 10), true);
  });

  it('waits for so many readings in a row', () => {
    const often = following({ above: 80, repeat: 3 });
    assert.equal(often.value(90, 0), false);
    assert.equal(often.value(90, 1), false);
    assert.equal(often.value(80, 2), false);
    assert.equal(often.value(90, 3), false);
    assert.equal(often.value(90, 4), false);
    assert.equal(often.value(90, 5), true);
  });

  it('needs both the time and the readings when it asks for both', () => {
    const both = following({ above: 80, for: 'PT5M', repeat: 3 });
    assert.equal(both.value(90, 0), false);
    assert.equal(both.value(90, 6), false); // long enough, not often enough
    assert.equal(both.value(90, 7), true);
  });

  it('opens by time alone, for a value stands until a reading says otherwise', () => {
    const long = following({ above: 80, for: 'PT5M' });
    long.tick(0);
    long.value(90, 0);
    assert.equal(long.tick(4.9), false);
    assert.equal(long.tick(5), true);
  });

  it('does not count time for what was measured long ago and sent late', () => {
    const long = following({ above: 80, for: 'PT5M' });
    long.tick(1000);
    long.value(90, 10); // an old reading arrives now
    assert.equal(long.tick(1001), false);
    assert.equal(long.value(70, 11), false); // and the next one shows that it was over
    assert.equal(long.tick(1010), false);
  });

  it('begins nothing outside its hours, and still clears what is open', () => {
    const office = following({
      above: 80,
      for: 'PT10M',
      schedule: { from: '08:00', to: '18:00', zone: 'UTC' },
    });
    assert.equal(office.value(90, 7 * 60 + 55), false);
    assert.equal(office.value(90, 8 * 60 + 4), false); // counted from 08:04
    assert.equal(office.value(90, 8 * 60 + 14), true);
    assert.equal(office.value(90, 19 * 60), true);
    assert.equal(office.value(70, 20 * 60), false);
    assert.equal(office.value(90, 21 * 60), false);
    assert.equal(office.tick(22 * 60), false);
  });

  it('forgets at a tick outside its hours what it had begun', () => {
    const office = following({
      above: 80,
      for: 'PT10M',
      schedule: { from: '08:00', to: '18:00', zone: 'UTC' },
    });
    office.tick(17 * 60 + 55);
    office.value(90, 17 * 60 + 55);
    assert.equal(office.tick(18 * 60 + 5), false);
    assert.equal(office.tick(32 * 60 + 5), false);
  });
});
