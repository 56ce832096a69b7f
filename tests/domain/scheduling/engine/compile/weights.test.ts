import assert from 'node:assert/strict';
import { goalWeights } from '../../../../../domain/scheduling/engine/compile/weights.ts';
import type { Objective } from '../../../../../domain/scheduling/model/problem.ts';

const scale = {
  longestLeg: 50,
  longestDistance: 70,
  longestShift: 500,
  longestOvertime: 60,
  importances: [1, 10],
};
const weights = (objective?: Objective) =>
  goalWeights({ jobs: [], resources: [], ...(objective && { objective }) }, scale);

describe('weights of goals', () => {
  it('let no move of one job pay for a higher goal with a lower one', () => {
    const { importance, preferred, travel } = weights(['importance', 'preferred', 'travel']);
    assert.ok(preferred > 2 * scale.longestLeg * travel);
    assert.ok(importance > 3 * preferred + 2 * scale.longestLeg * travel);
  });

  it('are importance, then travel, when nothing is asked for', () => {
    const { importance, travel, distance } = weights();
    assert.deepEqual([importance > 100 * travel, travel, distance], [true, 1, 0]);
  });

  it('put travel last when no goal is about ways, and importance first when it is missing', () => {
    assert.equal(weights(['importance', 'soonest']).travel, 1);
    assert.ok(weights(['travel']).importance > 0);
  });

  it('are taken as they are given', () => {
    const given = { importance: 7, travel: 3, overtime: 0, preferred: 2 };
    const { importance, travel, overtime, preferred, soonest } = weights({ weights: given });
    assert.deepEqual({ importance, travel, overtime, preferred }, given);
    assert.equal(soonest, 0);
    assert.equal(weights({ weights: { importance: 0, travel: 1 } }).importance, 0);
  });

  it('leave no job out for nothing when they do not say what one is worth', () => {
    const { importance, travel } = weights({ weights: { travel: 3 } });
    assert.ok(importance > 2 * scale.longestLeg * travel);
  });

  it('let shorter ways decide among equals when they do not speak of ways', () => {
    const { importance, travel } = weights({ weights: { importance: 1 } });
    assert.ok(travel > 0 && 1e6 * travel < importance);
  });

  it('price overtime as ways when they do not speak of it', () => {
    assert.equal(weights({ weights: { importance: 9, distance: 4 } }).overtime, 4);
  });
});
