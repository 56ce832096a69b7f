import assert from 'node:assert/strict';
import { compareCosts } from '../../planning/objective-order.ts';

describe('costs of plans', () => {
  it('compare goal after goal in strict order', () => {
    const objective = ['importance', 'travel'] as const;
    assert.ok(compareCosts({ importance: 1, travel: 900 }, { importance: 2, travel: 100 }, objective) < 0);
    assert.ok(compareCosts({ importance: 1, travel: 900 }, { importance: 1, travel: 100 }, objective) > 0);
    assert.equal(compareCosts({ importance: 1, travel: 9 }, { importance: 1, travel: 9 }, objective), 0);
  });

  it('put importance first where nobody ranks it', () => {
    assert.ok(compareCosts({ importance: 1, travel: 900 }, { importance: 2, travel: 100 }, ['travel']) < 0);
  });

  it('compare by their weighted sum where goals have weights', () => {
    const objective = { weights: { importance: 10, travel: 1 } };
    assert.ok(compareCosts({ importance: 2, travel: 1 }, { importance: 1, travel: 12 }, objective) < 0);
  });
});
