import assert from 'node:assert/strict';
import { SimilarTexts } from '../../knowledge/similar-texts.ts';

function messages(): SimilarTexts {
  const made = new SimilarTexts();
  made.put({ id: 'card-1', text: 'I am still waiting for my new card' });
  made.put({ id: 'card-2', text: 'My card has not arrived yet' });
  made.put({ id: 'fee', text: 'Why was I charged a fee for the transfer?' });
  made.put({ id: 'de', text: 'Die Heizung ist kaputt' });
  return made;
}
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe('similar texts', () => {
  it('are those that say nearly the same, nearest first', () => {
    assert.deepEqual(ids(messages().like({ text: 'my new card never arrived', top: 2 })).sort(), [
      'card-1',
      'card-2',
    ]);
    assert.equal(
      messages().like({ text: 'transfer fee?', top: 1 })[0]?.text,
      'Why was I charged a fee for the transfer?',
    );
  });

  it('are sought in their own language, in all where none is written in it', () => {
    assert.deepEqual(ids(messages().like({ text: 'meine Heizung ist kalt', top: 5 })), ['de']);
    assert.deepEqual(ids(messages().like({ text: 'transfer', language: 'fr', top: 1 })), ['fee']);
  });

  it('take in, replace and let go', () => {
    const made = messages();
    assert.equal(made.put({ id: 'fee', text: 'Der Preis ist zu hoch' }), 'de');
    assert.deepEqual(ids(made.like({ text: 'transfer fee', language: 'en', top: 5 })), []);
    made.remove('card-1');
    assert.equal(made.has('card-1'), false);
    assert.deepEqual(ids(made.like({ text: 'card', language: 'en', top: 5 })), ['card-2']);
  });

  it('follow an encoder when there is one', () => {
    const made = messages();
    made.encode('fee', Float32Array.of(1, 0));
    made.encode('card-1', Float32Array.of(0, 1));
    assert.equal(
      made.like({ text: 'costs', language: 'en', top: 1, encoded: Float32Array.of(0.9, 0.1) })[0]?.id,
      'fee',
    );
  });
});
