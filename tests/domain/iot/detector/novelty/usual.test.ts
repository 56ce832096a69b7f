import assert from 'node:assert/strict';
import { beyondUsual, usualSize } from '../../../../../domain/iot/detector/novelty/usual.ts';

const step = 10 * 60_000;
const perDay = 144;

/** Runs days of readings, ten minutes apart; `decades` gives each one's surprise. */
function run(days: number, decades: (day: number, row: number) => number): number[][] {
  const kept = new Float32Array(usualSize);
  return Array.from({ length: days }, (_, day) =>
    Array.from({ length: perDay }, (_, row) =>
      beyondUsual(
        kept,
        { singles: 0 },
        {
          at: (day * perDay + row) * step,
          decades: decades(day, row),
          isJudged: true,
        },
      ),
    ),
  );
}

describe('the usual surprise of a half hour', () => {
  it('takes off what happens at the same time every day', () => {
    const days = run(8, (_, row) => (row === 60 ? 5 : 0.2));
    assert.equal(days[0]![60], 5);
    assert.ok(days[7]![60]! < 0.5, `still ${days[7]![60]} on the eighth day`);
  });

  it('leaves the same surprise at another hour as it is', () => {
    const days = run(8, (day, row) => (row === (day === 7 ? 100 : 60) ? 5 : 0));
    assert.equal(days[7]![100], 5);
  });

  it('is not excused by one loud day', () => {
    const days = run(8, (day, row) => (row === 60 && (day === 2 || day === 7) ? 5 : 0));
    assert.ok(days[7]![60]! > 3);
  });

  it('forgives half an hour more or less', () => {
    const days = run(10, (day, row) => (row === (day === 9 ? 62 : 60) ? 5 : 0));
    assert.ok(days[9]![62]! < 1);
  });

  it('learns nothing from what could not be judged yet', () => {
    const kept = new Float32Array(usualSize);
    for (let row = 0; row < 3 * perDay; row++)
      beyondUsual(kept, { singles: 0 }, { at: row * step, decades: 9, isJudged: false });
    assert.equal(
      beyondUsual(kept, { singles: 0 }, { at: 3 * perDay * step, decades: 9, isJudged: false }),
      9,
    );
  });
});
