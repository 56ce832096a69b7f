import assert from 'node:assert/strict';
import { ResourceGoals } from '../../../../../domain/scheduling/engine/goals/resource-goals.ts';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { append, aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';

describe('goals about people', () => {
  it('price an uneven day and take a trial back', () => {
    const made = routesOf(
      aStreet({ at: [10, 10], people: [{}, {}], objective: ['importance', 'balance', 'travel'] }),
    );
    append(made, 0, 0);
    const goals = new ResourceGoals(made.routes);
    const uneven = goals.price;
    const journal = new Journal(made.routes);
    journal.begin();
    journal.save(1);
    append(made, 1, 1);
    assert.equal(goals.rise(journal), -uneven);
    goals.revert(journal);
    journal.undo();
    goals.recount();
    assert.equal(goals.price, uneven);
  });

  it('count a technician once, whatever his shifts', () => {
    const shifts = [
      [0, 500],
      [600, 1000],
    ] as const;
    const made = routesOf(
      aStreet({ at: [10, 10], people: [{ shifts }, {}], objective: ['importance', 'resources', 'travel'] }),
    );
    append(made, 0, 0);
    append(made, 1, 1);
    const goals = new ResourceGoals(made.routes);
    assert.equal(goals.price, made.model.weights.resources);
    assert.deepEqual(
      [...goals.surcharge].map((one) => one > 0),
      [false, false, true],
    );
    goals.settle();
    assert.equal(goals.price, made.model.weights.resources);
  });
});
