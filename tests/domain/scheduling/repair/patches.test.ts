import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PlannedRoute } from '../../../../domain/scheduling/model/plan.ts';
import { choosePatches, type PricedPatch } from '../../../../domain/scheduling/repair/choose-patches.ts';
import { patched, patchesBetween } from '../../../../domain/scheduling/repair/patches.ts';

const planOf = (jobs: Readonly<Record<string, readonly string[]>>): PlannedRoute[] =>
  Object.entries(jobs).map(([resource, names]) => ({
    resource,
    shift: 0,
    stops: names.map((job, at) => ({ job, arrive: at, start: at, end: at + 1, travel: 0 })),
    travel: 0,
    distance: 0,
  }));
const unbound = () => [];
const peopleOf = (patches: readonly { readonly people: ReadonlySet<string> }[]) =>
  patches.map(({ people }) => [...people].sort().join(' ')).sort();

describe('the patches between two plans', () => {
  const before = planOf({ t1: ['a', 'b'], t2: ['c'], t3: ['d'], t4: ['e'] });

  it('are one for each change that stands alone', () => {
    const after = planOf({ t1: ['a'], t2: ['c', 'b'], t3: ['d', 'new'], t4: ['e'] });
    const patches = patchesBetween(before, after, unbound);
    assert.deepEqual(peopleOf(patches), ['t1 t2', 't3']);
    assert.deepEqual([...patches.find(({ people }) => people.has('t3'))!.booked], ['new']);
  });

  it('make the second plan of the first, in any choice', () => {
    const after = planOf({ t1: ['b'], t2: ['c', 'a'], t3: ['d', 'new'] });
    const patches = patchesBetween(before, after, unbound);
    const jobs = (routes: readonly PlannedRoute[]) =>
      Object.fromEntries(
        routes.map(({ resource, stops }) => [resource, stops.map((stop) => 'job' in stop && stop.job)]),
      );
    assert.deepEqual(jobs(patched(before, patches)), jobs(after));
    assert.deepEqual(jobs(patched(before, [])), jobs(before));
  });

  it('hold technicians together whose jobs wait for each other', () => {
    const after = planOf({ t1: ['b', 'a'], t2: ['c'], t3: ['d', 'new'], t4: ['e'] });
    const boundTo = (job: string) => ({ a: ['d'], d: ['a'] })[job] ?? [];
    assert.deepEqual(peopleOf(patchesBetween(before, after, boundTo)), ['t1 t3']);
  });

  it('have one name when they do the same', () => {
    const one = patchesBetween(before, planOf({ t3: ['x'], t1: ['a', 'b'], t2: ['c'], t4: ['e'] }), unbound);
    const other = patchesBetween(
      before,
      planOf({ t1: ['a', 'b'], t2: ['c'], t4: ['e'], t3: ['x'] }),
      unbound,
    );
    assert.deepEqual(
      one.map(({ key }) => key),
      other.map(({ key }) => key),
    );
  });
});

describe('the choice of patches', () => {
  const aPatch = (person: number, gain: number, broken: number, job = person): PricedPatch => ({
    people: new Set([`t${person}`]),
    booked: new Set([`j${job}`]),
    routes: [],
    key: `${person} ${gain} ${broken} ${job}`,
    gain,
    broken,
  });

  it('gains as much as trying every choice', () => {
    const some = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: -3, max: 20 }), fc.nat(4), fc.nat(4)), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(some, fc.nat(6), (tuples, most) => {
        const all = tuples.map((given) => aPatch(...given));
        const gainOf = (patches: readonly PricedPatch[]) => patches.reduce((sum, { gain }) => sum + gain, 0);
        const fits = (patches: readonly PricedPatch[]) =>
          patches.reduce((sum, { broken }) => sum + broken, 0) <= most &&
          new Set(patches.flatMap(({ people }) => [...people])).size === patches.length &&
          new Set(patches.flatMap(({ booked }) => [...booked])).size === patches.length;
        const choices = Array.from({ length: 2 ** all.length }, (_, bits) =>
          all.filter((_patch, at) => (bits >> at) & 1),
        );
        const best = Math.max(...choices.filter(fits).map(gainOf));
        const found = choosePatches(all, most);
        assert.ok(fits(found));
        assert.equal(gainOf(found), best);
      }),
      { numRuns: 300 },
    );
  });
});
