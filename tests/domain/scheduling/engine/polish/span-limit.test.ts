import assert from 'node:assert/strict';
import { compile } from '../../../../../domain/scheduling/engine/compile.ts';
import { isOnlySpanned, SpanLimit } from '../../../../../domain/scheduling/engine/polish/span-limit.ts';
import { aBoard, aTown } from './a-town.ts';

describe('how long a route may take', () => {
  it('allows what keeps to the limit and refuses what does not', () => {
    const { near, routes, editor, empty, model } = aBoard(4, { crew: 1, each: { maxDuration: 300 } });
    const limit = new SpanLimit(routes);
    for (let job = 0; job < model.jobs; job++) {
      if (near.find(job, Infinity)) editor.insert(job, near.pair, near);
      empty.update(0);
    }
    assert.ok(routes.work[0]! > 0 && routes.work[0]! < model.jobs);
    assert.ok(routes.spanBefore[routes.size[0]!]! <= 300);
    const left = Array.from({ length: model.jobs }, (_, job) => job).find(
      (job) => routes.slotOf[job] === -1,
    )!;
    assert.equal(limit.price(left, 1, 10_000), Infinity);
  });

  it('speaks for models where only windows and durations count', () => {
    const { problem, travel } = aTown(1);
    const asked = (change: object) => isOnlySpanned(compile({ ...problem, ...change }, travel));
    assert.equal(asked({}), true);
    assert.equal(asked({ objective: ['importance', 'duration'] }), true);
    assert.equal(asked({ objective: ['importance', 'lateness', 'travel'] }), false);
    const breaks = [{ windows: [[300, 400]], duration: 30 }];
    assert.equal(asked({ resources: problem.resources.map((one) => ({ ...one, breaks })) }), false);
    assert.equal(asked({ depots: [{ location: 0, duration: 5 }] }), false);
  });
});
