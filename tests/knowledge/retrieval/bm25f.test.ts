import assert from 'node:assert/strict';
import { Bm25f } from '../../../knowledge/retrieval/bm25f.ts';
import { type FieldRule, TermCounter, unpack } from '../../../knowledge/retrieval/fields.ts';

const rules: readonly FieldRule[] = [
  { weight: 3, lengthNorm: 0.5, bits: 4 },
  { weight: 1, lengthNorm: 0.75, bits: 8 },
];
const counted = (title: string, body: string) => {
  const counter = new TermCounter<string>(rules);
  for (const [field, text] of [title, body].entries())
    for (const term of text.split(' ').filter(Boolean)) counter.count(term, field);
  return counter;
};
const scores = (index: Bm25f<string>, terms: Record<string, number>, slots = 3) => {
  const into = new Float32Array(slots);
  index.score(new Map(Object.entries(terms)), into);
  return [...into];
};

describe('counts of a term in several fields', () => {
  it('are packed into one number and come out as they went in', () => {
    const { counts, lengths } = counted('pump pump', 'pump valve');
    assert.deepEqual(unpack(counts.get('pump') ?? 0, rules), [2, 1]);
    assert.deepEqual(unpack(counts.get('valve') ?? 0, rules), [0, 1]);
    assert.deepEqual(lengths, [2, 2]);
  });

  it('stop at the largest that fits, without spilling into the next field', () => {
    const { counts } = counted('pump '.repeat(40), 'pump');
    assert.deepEqual(unpack(counts.get('pump') ?? 0, rules), [15, 1]);
  });
});

describe('scoring by BM25F', () => {
  it('reckons as the formula says', () => {
    const index = new Bm25f<string>(rules);
    index.add(0, counted('pump', 'a b c'));
    index.add(1, counted('', 'pump b c d e'));
    const average = [0.5, 4] as const;
    const title = 3 / (1 - 0.5 + (0.5 * 1) / average[0]);
    const body = 1 / (1 - 0.75 + (0.75 * 5) / average[1]);
    const [first, second] = scores(index, { pump: 2 });
    assert.ok(Math.abs((first ?? 0) - (2 * title) / (1.2 + title)) < 1e-6);
    assert.ok(Math.abs((second ?? 0) - (2 * body) / (1.2 + body)) < 1e-6);
  });

  it('scores the same whatever was put in and taken out before', () => {
    const worn = new Bm25f<string>(rules);
    const fresh = new Bm25f<string>(rules);
    worn.add(0, counted('fan', 'a pump'));
    worn.add(1, counted('pump', 'a b'));
    worn.add(2, counted('valve', 'pump pump'));
    worn.remove(0, counted('fan', 'a pump'));
    fresh.add(1, counted('pump', 'a b'));
    fresh.add(2, counted('valve', 'pump pump'));
    assert.deepEqual(scores(worn, { pump: 1, a: 1 }), scores(fresh, { pump: 1, a: 1 }));
    assert.equal(worn.has('fan'), false);
    assert.equal(worn.documentsWith('pump'), 2);
  });

  it('grows with its documents', () => {
    const index = new Bm25f<string>(rules);
    for (let slot = 0; slot < 500; slot++) index.add(slot, counted('', slot % 2 ? 'odd' : 'even'));
    assert.equal(index.documentsWith('odd'), 250);
    assert.equal(scores(index, { odd: 1 }, 500).filter((score) => score > 0).length, 250);
    assert.deepEqual(index.countsOf('odd', 499), [0, 1]);
    assert.equal(index.countsOf('odd', 498), undefined);
  });
});
