import assert from 'node:assert/strict';
import type { Hit } from '../../knowledge/search-index.ts';
import { draftReply, suggester } from '../../knowledge/suggest.ts';
import { anArticle, demoIndex, indexOf } from './articles.ts';

const demo = suggester({ index: demoIndex() });
const hit = (given: Partial<Hit> = {}): Hit => ({
  articleId: 'A-1',
  version: '2.1',
  title: 'Pump is loud',
  passage: 'Switch the pump off. Wait 10 minutes.',
  score: 4,
  confidence: 0.9,
  matched: ['pump'],
  language: 'en',
  visibility: 'public',
  ...given,
});
const asked = { question: 'The pump is loud', customerName: 'Maria Lopez', agentName: 'Tom' };

describe('suggestions', () => {
  it('offer the article that fits, surest first, none below 0.65', () => {
    const found = demo.suggest('no hot water in the showers', { language: 'en' });
    assert.equal(found[0]?.articleId, 'boiler');
    assert.deepEqual(
      found.map(({ confidence }) => confidence),
      found.map(({ confidence }) => confidence).sort((a, b) => b - a),
    );
    for (const { confidence } of found) assert.ok(confidence >= 0.65);
  });

  it('are at most three', () => {
    const index = indexOf(['A', 'B', 'C', 'D', 'E'].map((id) => anArticle({ id })));
    assert.equal(suggester({ index }).suggest('loud pump').length, 3);
  });

  it('are none for a greeting', () => {
    assert.deepEqual(demo.suggest('hello', { language: 'en' }), []);
  });

  it('show internal articles only where they are asked for', () => {
    const text = 'lift rescue policy for trapped passengers';
    const ids = (found: readonly Hit[]) => found.map(({ articleId }) => articleId);
    assert.ok(!ids(demo.suggest(text, { language: 'en' })).includes('internal-lift-rescue'));
    assert.equal(
      ids(demo.suggest(text, { language: 'en', visibility: 'internal' }))[0],
      'internal-lift-rescue',
    );
  });

  it('turn to other languages only when the customer’s own has nothing', () => {
    assert.equal(demo.suggest('Die Klimaanlage tropft', { language: 'de' })[0]?.articleId, 'de-klima');
    assert.equal(demo.suggest('the lift is out of order', { language: 'de' })[0]?.articleId, 'lift');
  });
});

describe('a draft reply', () => {
  it('greets, quotes the passage word for word, names its source and signs', () => {
    const draft = draftReply({ ...asked, suggestions: [hit()] });
    assert.equal(
      draft?.text,
      [
        'Hello Maria Lopez,',
        'Thank you for your message: "The pump is loud"',
        'Switch the pump off. Wait 10 minutes.',
        'If this does not help, please answer this message and we will look into it.',
        'Kind regards\nTom',
        'Source: Pump is loud (version 2.1)',
      ].join('\n\n'),
    );
    assert.deepEqual(draft.sources, [{ articleId: 'A-1', version: '2.1', title: 'Pump is loud' }]);
  });

  it('is not written when no passage fits', () => {
    assert.equal(draftReply({ ...asked, suggestions: [] }), undefined);
  });

  it('never shows a customer what is internal', () => {
    assert.equal(draftReply({ ...asked, suggestions: [hit({ visibility: 'internal' })] }), undefined);
    const draft = draftReply({
      ...asked,
      suggestions: [hit({ visibility: 'internal', passage: 'Secret.' }), hit()],
    });
    assert.doesNotMatch(draft?.text ?? '', /Secret/);
  });

  it('speaks the customer’s language, and English where it has no words', () => {
    const opening = (language: string) =>
      draftReply({ ...asked, suggestions: [hit({ language })] })?.text.split('\n')[0];
    assert.deepEqual(['de', 'es', 'fr-CA', 'pl'].map(opening), [
      'Guten Tag Maria Lopez,',
      'Hola Maria Lopez:',
      'Bonjour Maria Lopez,',
      'Hello Maria Lopez,',
    ]);
    assert.match(draftReply({ ...asked, suggestions: [hit()], language: 'de' })?.text ?? '', /^Guten Tag/);
  });

  it('adds a second passage only when it is about as sure, and lists both sources', () => {
    const second = (confidence: number) =>
      draftReply({
        ...asked,
        suggestions: [hit(), hit({ articleId: 'A-2', title: 'Pump drips', confidence })],
      })?.sources.length;
    assert.equal(second(0.88), 2);
    assert.equal(second(0.7), 1);
  });

  it('greets without a name and shortens a long question', () => {
    const draft = draftReply({
      ...asked,
      customerName: '',
      question: 'very long '.repeat(40),
      suggestions: [hit()],
    });
    assert.match(draft?.text ?? '', /^Hello,\n/);
    assert.match(draft?.text ?? '', /very long …"/);
  });
});
