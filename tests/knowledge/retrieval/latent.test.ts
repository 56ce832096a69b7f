import assert from 'node:assert/strict';
import { TermCounter } from '../../../knowledge/retrieval/fields.ts';
import { Bm25f } from '../../../knowledge/retrieval/bm25f.ts';
import { wordRules } from '../../../knowledge/retrieval/entry.ts';
import { type Latent, trainLatent } from '../../../knowledge/retrieval/latent.ts';
import { columnProducts, eigen, orthonormalise, tall } from '../../../knowledge/retrieval/matrix.ts';

// Two topics of sixty words each; a document speaks of one of them in eight words.
const documents = Array.from({ length: 300 }, (_, at) =>
  Array.from(
    { length: 8 },
    (_, step) => `${at % 2 ? 'noise' : 'price'}${(at * 7 + step * (5 + (at % 11))) % 60}`,
  ),
);

function trained(): Latent {
  const index = new Bm25f<string>(wordRules);
  for (const [slot, words] of documents.entries()) {
    const counter = new TermCounter<string>(wordRules);
    for (const word of words) counter.count(word, 3);
    index.add(slot, counter);
  }
  const latent = trainLatent({
    lists: index.lists,
    documents: documents.length,
    slots: documents.length,
    frequency: () => 1,
  });
  assert.ok(latent);
  return latent;
}

function likeness(latent: Latent, words: readonly string[]): Float32Array {
  const into = new Float32Array(documents.length + 10);
  latent.score(latent.vectorOf(new Map(words.map((word) => [word, 1]))), () => true, into);
  return into;
}

describe('vectors trained on the collection', () => {
  it('bring documents of a topic near that share no word with the question', () => {
    const scores = likeness(trained(), ['price3']);
    const means = [0, 1].map((topic) => {
      const without = documents.flatMap((words, at) =>
        at % 2 === topic && !words.includes('price3') ? [scores[at] ?? 0] : [],
      );
      return without.reduce((sum, score) => sum + score, 0) / without.length;
    });
    assert.ok((means[0] ?? 0) > 3 * (means[1] ?? 0), String(means));
  });

  it('are the same for the same texts', () => {
    assert.deepEqual(likeness(trained(), ['price1', 'noise2']), likeness(trained(), ['price1', 'noise2']));
  });

  it('know nothing of words that were not there', () => {
    assert.ok(likeness(trained(), ['zeppelin']).every((score) => score === 0));
  });

  it('take in a document that came later, and forget one', () => {
    const latent = trained();
    const words = ['price5', 'price6'];
    latent.fold(305, new Map(words.map((word) => [word, 1])));
    assert.ok(Math.abs((likeness(latent, words)[305] ?? 0) - 1) < 1e-5);
    latent.forget(305);
    assert.equal(likeness(latent, words)[305], 0);
  });

  it('are not made of a small collection', () => {
    const lists = new Map();
    assert.equal(trainLatent({ lists, documents: 99, slots: 99, frequency: () => 1 }), undefined);
  });
});

describe('the arithmetic below them', () => {
  it('makes columns of length one at right angles', () => {
    const matrix = tall(50, 4);
    for (let at = 0; at < matrix.cells.length; at++)
      matrix.cells[at] = ((at * at * 7919 + at * 31) % 101) / 50 - 1;
    orthonormalise(matrix);
    for (const [at, product] of columnProducts(matrix).entries())
      assert.ok(Math.abs(product - (at % 5 === 0 ? 1 : 0)) < 1e-5, `${at}: ${product}`);
  });

  it('finds eigenvalues and their vectors, largest first', () => {
    const { values, vectors } = eigen(Float64Array.from([2, 1, 0, 1, 2, 0, 0, 0, 5]), 3);
    assert.deepEqual(
      values.map((value) => Math.round(value * 1e9) / 1e9),
      [5, 3, 1],
    );
    assert.ok(Math.abs(Math.abs(vectors[1 * 3 + 1] ?? 0) - Math.SQRT1_2) < 1e-9);
  });
});
