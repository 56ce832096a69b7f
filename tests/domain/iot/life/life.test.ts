import assert from 'node:assert/strict';
import { chanceFrom, normalFrom } from '../../../../domain/iot/life/chance.ts';
import { featureCount, featuresOf, type Run, scaleOf } from '../../../../domain/iot/life/history.ts';
import { fitLife, lifeCurve, lifeLeft, remainingLife } from '../../../../domain/iot/life/life.ts';
import { fitNetwork, networkAnswer, solve } from '../../../../domain/iot/life/network.ts';

/** Bearings that warm and shake more the nearer their end, beside a channel that means nothing and one that never moves. */
function aFleet(size: number, seed: number): Run[] {
  const chance = chanceFrom(seed);
  return Array.from({ length: size }, () => {
    const life = 80 + Math.floor(80 * chance());
    const own = normalFrom(chance);
    return Array.from({ length: life }, (_, t) => {
      const wear = Math.exp((t - life) / 25);
      return [
        40 + own + 8 * wear + 0.4 * normalFrom(chance),
        2 + 3 * wear + 0.2 * normalFrom(chance),
        normalFrom(chance),
        7,
      ];
    });
  });
}
const small = { seed: 1, cap: 60, networks: 2, units: 30 };

describe('remaining life', () => {
  const model = fitLife(aFleet(24, 1), small);

  it('is told within a few cycles when the end is near, on assets it has not seen', () => {
    for (const run of aFleet(6, 2)) {
      const { cycles } = remainingLife(model, run.slice(0, -10));
      assert.ok(Math.abs(cycles - 10) < 8, `${cycles} cycles told, 10 left`);
    }
  });

  it('is the cap for an asset at the beginning of its life', () => {
    for (const run of aFleet(6, 3)) assert.ok(remainingLife(model, run.slice(0, 20)).cycles > 45);
  });

  it('comes with a range that holds the truth most of the time and is narrower near the end', () => {
    const runs = aFleet(20, 4);
    const tried = runs.flatMap((run) =>
      [3, 10, 20, 30, 45].map((left) => ({ left, ...remainingLife(model, run.slice(0, -left - 1)) })),
    );
    const held = tried.filter(({ left, low, high }) => low <= left && left <= high);
    assert.ok(held.length > 0.7 * tried.length, `${held.length} of ${tried.length}`);
    const width = (left: number): number => {
      const { low, high } = remainingLife(model, runs[0]!.slice(0, -left));
      return high - low;
    };
    assert.ok(width(3) <= width(45));
  });

  it('knows at each cycle only what came before it', () => {
    const run = aFleet(1, 5)[0]!;
    const cut = 70;
    assert.equal(lifeCurve(model, run)[cut], remainingLife(model, run.slice(0, cut + 1)).cycles);
  });

  it('is the same model from the same runs and seed, and plain data', () => {
    assert.deepEqual(fitLife(aFleet(24, 1), small), model);
    assert.deepEqual(JSON.parse(JSON.stringify(model)), model);
    assert.notDeepEqual(fitLife(aFleet(24, 1), { ...small, seed: 2 }), model);
  });

  it('refuses too few runs, channels that never move, and an asset without readings', () => {
    assert.throws(() => fitLife(aFleet(4, 1), small), /needs 5 runs/);
    assert.throws(() => fitLife(new Array(6).fill([[1], [1], [1]]), small), /a channel that moves/);
    assert.throws(() => remainingLife(model, []), /at least one cycle/);
  });

  it('counts down to zero in the last cycle and is capped early', () => {
    assert.deepEqual(lifeLeft([[1], [1], [1], [1]], 2), [2, 2, 1, 0]);
  });
});

describe('the history of assets', () => {
  it('leaves out channels that never move', () => {
    assert.deepEqual(scaleOf(aFleet(3, 6)).channels, [0, 1, 2]);
  });

  it('describes every cycle by as many numbers, all finite from the first one on', () => {
    const fleet = aFleet(3, 6);
    const scale = scaleOf(fleet);
    for (const features of featuresOf(fleet[0]!, scale)) {
      assert.equal(features.length, featureCount(scale));
      assert.ok(features.every(Number.isFinite));
    }
  });
});

describe('a random-feature network', () => {
  it('bends where a straight line cannot', () => {
    const xs = Array.from({ length: 200 }, (_, i) => Float64Array.of(i / 50 - 2));
    const targets = Float64Array.from(xs, ([x]) => x! * x!);
    const network = fitNetwork(xs, targets, { units: 30, ridge: 1e-3, seed: 1 });
    for (const x of [-1.5, 0, 0.7, 1.8])
      assert.ok(Math.abs(networkAnswer(network, Float64Array.of(x)) - x * x) < 0.1);
  });

  it('solves symmetric equations', () => {
    const right = Float64Array.of(9, 13);
    solve(Float64Array.of(4, 1, 1, 3), right);
    assert.ok(Math.abs(right[0]! - 14 / 11) < 1e-12 && Math.abs(right[1]! - 43 / 11) < 1e-12);
  });
});

describe('repeatable chance', () => {
  it('is the same from the same seed, spread over 0 to 1, and normal where asked', () => {
    const [one, other] = [chanceFrom(7), chanceFrom(7)];
    const drawn = Array.from({ length: 2000 }, () => one());
    assert.deepEqual(
      drawn.slice(0, 5),
      Array.from({ length: 5 }, () => other()),
    );
    assert.ok(Math.abs(drawn.reduce((a, b) => a + b, 0) / 2000 - 0.5) < 0.03);
    const normal = chanceFrom(8);
    const squares = Array.from({ length: 2000 }, () => normalFrom(normal) ** 2);
    assert.ok(Math.abs(squares.reduce((a, b) => a + b, 0) / 2000 - 1) < 0.12);
  });
});
