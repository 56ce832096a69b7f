import assert from 'node:assert/strict';
import { termsOf, wordsOf } from '../../../knowledge/language/analyser.ts';
import { Collection } from '../../../knowledge/retrieval/collection.ts';
import { bestSlots, fuse } from '../../../knowledge/retrieval/fusion.ts';

const analyse = (text: string, language: string) =>
  termsOf(wordsOf(text, language), language).map(({ term }) => term);

function collectionOf(texts: Record<string, [title: string, body: string]>, language = 'en'): Collection {
  const made = new Collection(language);
  for (const [id, [title, text]] of Object.entries(texts))
    made.put({ id, title, text, words: [analyse(title, language), [], [], analyse(text, language)] });
  return made;
}

const ask = (
  from: Collection,
  text: string,
  more: { products?: string[][]; encoded?: Float32Array; accepts?: (id: string) => boolean } = {},
) =>
  from
    .rank({ text, terms: new Map(analyse(text, from.language).map((term) => [term, 1])), top: 10, ...more })
    .map(({ id }) => id);

describe('a collection', () => {
  it('finds by words, and a compound by its parts', () => {
    const german = collectionOf(
      { heat: ['Fußbodenheizung entlüften', 'So geht es.'], door: ['Tür klemmt', 'Scharnier ölen.'] },
      'de',
    );
    assert.deepEqual(ask(german, 'Tür'), ['door']);
    assert.equal(ask(german, 'Bodenheizung')[0], 'heat');
  });

  it('lets a title weigh more than a body', () => {
    const made = collectionOf({ body: ['Noise', 'A pump may hum.'], title: ['Pump', 'It may hum.'] });
    assert.deepEqual(ask(made, 'pump'), ['title', 'body']);
  });

  it('asks the documents of the product first, whichever of several', () => {
    const made = collectionOf({
      a: ['Lensfield hotel: parking', 'Free of charge.'],
      b: ['Ashley hotel: parking', 'Ten euro a night.'],
      c: ['Ashley hotel: pets', 'Welcome.'],
    });
    assert.equal(ask(made, 'parking?', { products: [['ashley', 'hotel']] })[0], 'b');
    assert.deepEqual(
      ask(made, 'parking?', { products: [['ashley'], ['lensfield']] })
        .slice(0, 2)
        .sort(),
      ['a', 'b'],
    );
    assert.deepEqual(
      ask(made, 'parking?', { products: [['zeppelin']] }).sort(),
      ['a', 'b'],
      'a product nobody bears tells nothing',
    );
  });

  it('leaves out what is not accepted, also as a measure for the others', () => {
    const made = collectionOf({ a: ['Pump', 'Hums.'], b: ['Pump', 'Hums.'] });
    assert.deepEqual(ask(made, 'pump', { accepts: (id) => id === 'b' }), ['b']);
  });

  it('follows an encoder where words say nothing', () => {
    const made = collectionOf({ a: ['Access card', 'Ask the desk.'], b: ['Warranty', 'Two years.'] });
    made.encode('a', Float32Array.of(1, 0));
    made.encode('b', Float32Array.of(0, 1));
    made.encode('nobody', Float32Array.of(0, 1));
    assert.deepEqual(ask(made, 'zzz', { encoded: Float32Array.of(0.1, 0.9) }), ['b', 'a']);
  });

  it('answers the same after changes as one made anew', () => {
    const worn = collectionOf({ x: ['Old', 'Fan and pump.'], a: ['Fan', 'Loud.'], b: ['Pump', 'Leaks.'] });
    worn.remove('x');
    worn.remove('never-there');
    worn.put({ id: 'b', title: 'Pump', text: 'Leaks.', words: [['pump'], [], [], ['leak']] });
    const fresh = collectionOf({ a: ['Fan', 'Loud.'], b: ['Pump', 'Leaks.'] });
    const question = {
      text: 'pump fan',
      terms: new Map([
        ['pump', 1],
        ['fan', 1],
      ]),
      top: 5,
    };
    assert.deepEqual(worn.rank(question), fresh.rank(question));
    assert.equal(worn.size, 2);
  });

  it('has vectors once its documents are many, and trains them anew when many have changed', () => {
    const made = collectionOf({});
    assert.equal(made.hasVectors, false);
    for (let at = 0; at < 200; at++) {
      const words = [`w${at % 40}`, `w${(at * 3) % 40}`, `v${at % 31}`, `u${(at * 5) % 37}`];
      made.put({ id: `d${at}`, title: '', text: words.join(' '), words: [[], [], [], words] });
    }
    assert.equal(made.hasVectors, true);
  });
});

describe('adding signals', () => {
  it('brings each to the same scale and leaves out who does not count', () => {
    const fused = fuse(
      [
        { scores: Float32Array.of(10, 5, 100), weight: 1 },
        { scores: Float32Array.of(0, 0.2, 9), weight: 0.5 },
        { scores: Float32Array.of(0, 0, 0), weight: 7 },
      ],
      Float32Array.of(1, 1, 0),
    );
    assert.deepEqual([...fused], [1, 1, 0]);
  });

  it('picks the best, equal ones in the order given', () => {
    const isBefore = (a: number, b: number) => a > b;
    assert.deepEqual(bestSlots(Float32Array.of(1, 3, 0, 3, 2), { top: 3, isBefore }), [3, 1, 4]);
  });
});
