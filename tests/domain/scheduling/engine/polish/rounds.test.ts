import assert from 'node:assert/strict';
import { compile } from '../../../../../domain/scheduling/engine/compile.ts';
import { recombine } from '../../../../../domain/scheduling/engine/polish/recombine.ts';
import { RoutePool } from '../../../../../domain/scheduling/engine/polish/route-pool.ts';
import { cooledAt, roundsFor } from '../../../../../domain/scheduling/engine/polish/rounds.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';
import { Search } from '../../../../../domain/scheduling/engine/search.ts';
import { aTown } from './a-town.ts';

const aSearch = (seed: number) => {
  const { problem, travel } = aTown(seed, { jobs: 30, crew: 6 });
  const model = compile(problem, travel);
  const search = new Search(model, new Random(seed));
  search.fill();
  return { problem, travel, model, search };
};

describe('rounds of cooling', () => {
  it('cool once for long and then four times from warm', () => {
    assert.equal(cooledAt(0), 0);
    const samples = Array.from({ length: 1000 }, (_, at) => cooledAt(at / 1000));
    const reheats = samples.filter((one, at) => at > 0 && one < samples[at - 1]!);
    assert.equal(reheats.length, 4);
    assert.ok(Math.min(...reheats) > 0.1 && cooledAt(0.9999) > 0.99 && cooledAt(1) <= 1);
  });

  it('begin a new round with the best plan', () => {
    const { model, search } = aSearch(1);
    const rounds = roundsFor(model, search, 1)!;
    rounds.begin(0.3);
    for (let trial = 0; trial < 200; trial++) search.step(100);
    assert.ok(search.price > search.bestPrice);
    rounds.begin(0.34);
    assert.equal(search.price, search.bestPrice);
  });

  it('are not for plans where times have prices', () => {
    const { problem, travel } = aTown(1);
    const model = compile({ ...problem, objective: ['importance', 'soonest', 'travel'] }, travel);
    assert.equal(roundsFor(model, new Search(model, new Random(1)), 1), null);
  });
});

describe('a pool of routes', () => {
  it('holds each set of jobs once, and plans put together from it are never dearer', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const { model, search } = aSearch(seed);
      const pool = new RoutePool(search.routes, new Random(seed));
      for (let trial = 0; trial < 3000; trial++) {
        search.step(5);
        if (trial % 10 === 0) pool.gather();
      }
      const sets = Array.from({ length: pool.count }, (_, c) => {
        const jobs = pool.jobs.slice(pool.at[c]!, pool.at[c + 1]!).sort();
        return `${jobs.join()} ${model.slot.class[pool.slot[c]!]}`;
      });
      assert.equal(new Set(sets).size, sets.length);
      const known = search.bestPrice;
      const plan = recombine(model, pool, { upper: known + 50, prices: new Float64Array(model.jobs) });
      assert.ok(plan !== null, `seed ${seed}`);
      search.adopt(plan);
      assert.ok(search.price < known + 50 && search.bestPrice <= known, `seed ${seed}`);
      assert.equal(search.price, search.routes.total() + search.absent.price);
    }
  });

  it('holds no more than it is told', () => {
    const { search } = aSearch(3);
    const pool = new RoutePool(search.routes, new Random(1), 20);
    for (let trial = 0; trial < 500; trial++) {
      search.step(20);
      pool.gather();
    }
    assert.ok(pool.count >= 20 && pool.count < 20 + search.routes.model.slots);
  });
});
