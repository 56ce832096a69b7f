import assert from 'node:assert/strict';
import { joinRow, rowSize, rowValues } from '../../../../../domain/iot/detector/joint/row.ts';

const place = { doubles: 0, most: 4 };
const seconds = 1000;

/** Feeds [channel, second] pairs of three channels; the seconds at which a row became whole. */
function feed(readings: readonly (readonly [number, number])[]): number[] {
  const kept = new Float64Array(rowSize(4));
  return readings.flatMap(([channel, second]) => {
    const reading = {
      channel,
      channels: 3,
      value: 10 * second + channel,
      at: second * seconds,
      period: seconds,
    };
    if (!joinRow(kept, place, reading)) return [];
    assert.deepEqual(
      [...kept.subarray(rowValues(place), rowValues(place) + 3)].map((value) => Math.floor(value / 10)),
      [second, second, second].map((one) => Math.floor(one)),
      'a row holds readings of one period',
    );
    return [second];
  });
}
const row = (second: number, ...channels: number[]) => channels.map((channel) => [channel, second] as const);

describe('a row of several channels', () => {
  it('is whole when every channel has reported', () => {
    assert.deepEqual(feed([...row(1, 0, 1, 2), ...row(2, 0, 1, 2)]), [1, 2]);
  });

  it('takes the channels in any order', () => {
    assert.deepEqual(feed([...row(1, 2, 0, 1), ...row(2, 1, 2, 0)]), [1, 2]);
  });

  it('costs only its own row when a reading is missing, whichever it is', () => {
    for (const missing of [0, 1, 2]) {
      const short = [0, 1, 2].filter((channel) => channel !== missing);
      assert.deepEqual(
        feed([...row(1, 0, 1, 2), ...row(2, ...short), ...row(3, 0, 1, 2), ...row(4, 0, 1, 2)]),
        [1, 3, 4],
      );
    }
  });

  it('puts together channels that report at different times within one period', () => {
    const readings = [1, 2, 3].flatMap((second) => [
      [0, second] as const,
      [1, second + 0.3] as const,
      [2, second + 0.6] as const,
    ]);
    assert.deepEqual(feed(readings), [1.6, 2.6, 3.6]);
  });

  it('leaves out channels beyond those it has room for', () => {
    const kept = new Float64Array(rowSize(4));
    const reading = { channel: 4, channels: 5, value: 1, at: 1000, period: seconds };
    assert.equal(joinRow(kept, place, reading), false);
    assert.ok(kept.every((value) => value === 0));
  });
});
