import assert from 'node:assert/strict';
import { articleCard, articleResultCard, readable, sourceOf } from '../../cards/articles.ts';
import { choicesCard, customerCard, plainText, ratingCard } from '../../cards/customer.ts';
import { articleResult, caseResult } from '../../cards/search-results.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

const article = {
  title: 'Water under a unit',
  passage:
    '## Stop the water\n\n1. **Switch** it off\n- empty the `tray`\n- see [the guide](https://docs.example/ac)',
  articleVersion: '2.0',
};

describe("a customer's article", () => {
  it('shows the passage as text to read, with its source, and asks nothing', () => {
    const card = articleCard({ ...article, language: 'de' });
    assert.deepEqual(textsOf(card), [
      'Water under a unit',
      'Stop the water\n\n1. Switch it off\n• empty the tray\n• see the guide (https://docs.example/ac)',
      'Quelle: Water under a unit, Version 2.0',
    ]);
    assert.deepEqual(buttonsOf(card), []);
  });

  it('says its source in the four languages, English elsewhere', () => {
    const sources = ['en', 'de', 'es', 'fr-CA', 'ja'].map(
      (language) => sourceOf({ ...article, language }).split(' ')[0],
    );
    assert.deepEqual(sources, ['Source:', 'Quelle:', 'Fuente:', 'Source', 'Source:']);
  });

  it('loses every mark of emphasis and keeps what only looks like one', () => {
    assert.equal(
      readable('set it to *cool*, **then** wait; 2 * 3 * 4'),
      'set it to cool, then wait; 2 * 3 * 4',
    );
  });

  it('is read quickly however it is written', () => {
    for (const piece of ['\n', '* ', '*a', '**', '[', '`', '__a ']) {
      const started = performance.now();
      readable(piece.repeat(5000));
      assert.ok(performance.now() - started < 300, JSON.stringify(piece));
    }
  });
});

describe('choices', () => {
  const choices = [
    { title: 'Yes', value: 'Yes, solved' },
    { title: 'No', value: 'No, still there' },
  ];

  it('say their words in the name of who taps', () => {
    assert.deepEqual(
      buttonsOf(choicesCard(choices)).map(({ title, data }) => [title, data]),
      [
        ['Yes', 'Yes, solved'],
        ['No', 'No, still there'],
      ],
    );
  });

  it('are numbered where there are no buttons', () => {
    assert.equal(plainText({ card: 'choices', choices }), '1. Yes\n2. No\nAnswer with the number.');
    assert.match(plainText({ card: 'choices', choices }, 'de'), /Antworten Sie mit der Zahl/);
  });
});

describe('the rating', () => {
  it('is one tap on one of five buttons, each with the case and its number', () => {
    const buttons = buttonsOf(ratingCard({ caseId: 'case-1', number: 'C-1042' }));
    assert.deepEqual(
      buttons.map(({ title }) => title),
      ['1', '2', '3', '4', '5'],
    );
    assert.deepEqual(buttons[3]?.data, { caseId: 'case-1', rating: 4, verb: 'case.rate' });
    assert.ok(buttons.every(({ how }) => how === 'submit'));
  });

  it('is asked for in words where there are no buttons', () => {
    const card = { card: 'rating', caseId: 'case-1', caseNumber: 'C-1042' } as const;
    assert.match(plainText(card, 'fr'), /de 1 \(mauvais\) à 5/);
    assert.deepEqual(customerCard(card), ratingCard({ caseId: 'case-1', number: 'C-1042', language: 'en' }));
  });
});

describe('plain text of an article', () => {
  it('holds title, passage and source', () => {
    const text = plainText({ card: 'article', articleId: 'a-1', ...article });
    assert.match(
      text,
      /^Water under a unit\n\nStop the water[\s\S]*Source: Water under a unit, version 2\.0$/,
    );
  });
});

describe('search results', () => {
  it('tell a case from the others and lead to its card', () => {
    const found = caseResult({
      caseId: 'case-1',
      number: 'C-1042',
      title: 'It leaks',
      customer: 'Clara',
      account: 'Harbour Estates',
      state: 'active',
      priority: 'high',
      owner: null,
      openedAt: 'today 14:30',
    });
    assert.equal(found.title, 'C-1042 It leaks');
    assert.equal(found.subtitle, 'Clara, Harbour Estates · active · high · no owner yet');
    assert.deepEqual(press(found.card, 'case.show').data, { caseId: 'case-1' });
  });

  it('show an article with its number and version', () => {
    const found = articleResult({ ...article, number: 'K-101' });
    assert.match(found.subtitle, /^K-101, version 2\.0 · Stop the water/);
    assert.deepEqual(found.card, articleResultCard({ ...article, number: 'K-101' }));
    assert.equal(textsOf(found.card)[0], 'K-101 Water under a unit');
  });
});
