import assert from 'node:assert/strict';
import { detection } from '../../../devices/pipeline/detection.ts';
import { episodes } from '../../../devices/pipeline/episodes.ts';
import { ruleWatch } from '../../../domain/iot/rules/rule-watch.ts';
import { fakeWatch } from './fakes.ts';

const monday = Date.UTC(2026, 2, 2);
const day = 86_400_000;

describe('what is decided of a message', () => {
  const decide = detection({ watch: fakeWatch(null), rules: ruleWatch(), episodes: episodes() });
  let position = 0;
  const take = (arrivedAt: number, value: number, at = arrivedAt) => {
    const readings = [{ device: 'pump-7', channel: 'load', at, value }];
    const told = decide.take(
      { position: position++, device: 'pump-7', messageId: null, arrivedAt, readings },
      0,
      1,
    );
    return told.map(({ kind, state }) => `${kind} ${state}`);
  };

  it('does not believe a clock that goes wrong for one reading, and is not deaf after it', () => {
    assert.deepEqual(take(monday, 50), []);
    assert.deepEqual(take(monday + 1_000, 150, monday + 300 * day), []);
    assert.deepEqual(take(monday + 2_000, 150), ['point raised']);
  });

  it('follows a device whose clock has been ahead all along', () => {
    assert.deepEqual(take(monday + 3_000, 50), ['point cleared']);
    const ahead = monday + 30 * day;
    const readings = [50, 150].map((value, nth) => ({
      device: 'fan',
      channel: 'load',
      at: ahead + nth * 60_000,
      value,
    }));
    const message = { position: position++, device: 'fan', messageId: null, arrivedAt: monday, readings };
    assert.deepEqual(
      decide.take(message, 0, 2).map(({ at }) => at),
      [ahead + 60_000],
    );
  });
});
