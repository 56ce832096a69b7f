import assert from 'node:assert/strict';
import type { Dialogue } from '../../../domain/conversations/conversation.ts';
import { type DialogueInput, nextStep } from '../../../domain/conversations/dialogue.ts';
import { readIntent } from '../../../domain/conversations/intent.ts';
import { leakArticle } from '../../fixtures/desk.ts';

const step = (text: string, dialogue: Dialogue, given: Partial<DialogueInput> = {}) =>
  nextStep({
    text,
    dialogue,
    intent: readIntent(text),
    suggestions: [],
    hasOpenCase: false,
    namedCaseId: null,
    ...given,
  });

const offered: Dialogue = { at: 'offered-article', question: 'it leaks', articleId: 'K-leak', others: [] };

describe('the next step of a dialogue', () => {
  it('is danger wherever the talk stands', () => {
    const places: Dialogue[] = [
      { at: 'idle' },
      offered,
      { at: 'with-agent' },
      { at: 'asked-details', question: 'x' },
      { at: 'asked-rating', caseId: 'c' },
      { at: 'which-case', question: 'x', caseId: 'c', caseNumber: 'C-1' },
    ];
    for (const dialogue of places) assert.equal(step('there is a fire', dialogue).do, 'danger', dialogue.at);
  });

  it('offers a second, better article once, and then a person', () => {
    const other = { ...leakArticle, articleId: 'K-other' };
    const second = step('the filter is dusty', offered, { suggestions: [leakArticle, other] });
    assert.equal(second.do === 'offer-article' && second.suggestion.articleId, 'K-other');
    const after = { ...offered, articleId: 'K-other', others: ['K-leak'] } as const;
    assert.equal(step('still wet everywhere around', after, { suggestions: [leakArticle] }).do, 'open-case');
  });

  it('hears that the trouble goes on behind a yes or a thank you', () => {
    assert.equal(step('yes but it still leaks', offered).do, 'open-case');
    assert.equal(step('thanks but it still leaks', offered).do, 'open-case');
    assert.equal(step('thanks, that was it', offered).do, 'rate-article');
  });

  it('keeps what was asked before when the answer adds to it', () => {
    const opened = step('and now the ceiling drips as well', offered);
    assert.equal(opened.do === 'open-case' && opened.question, 'it leaks\nand now the ceiling drips as well');
  });

  it('goes to the case the customer names', () => {
    const named = step('what about C-1042?', { at: 'idle' }, { namedCaseId: 'case-1' });
    assert.deepEqual(named, { do: 'add-to-case', caseId: 'case-1' });
  });

  it('takes a number as a rating only after it was asked for', () => {
    assert.deepEqual(step('4', { at: 'asked-rating', caseId: 'c' }), {
      do: 'rate-case',
      caseId: 'c',
      rating: 4,
    });
    assert.notEqual(step('4', { at: 'idle' }).do, 'rate-case');
  });

  it('asks which case only while one is open', () => {
    assert.equal(
      step('the lamp in the hall is dark', { at: 'idle' }, { hasOpenCase: true }).do,
      'ask-which-case',
    );
    assert.equal(step('the lamp in the hall is dark', { at: 'idle' }).do, 'open-case');
  });
});
