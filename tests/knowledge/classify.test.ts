import assert from 'node:assert/strict';
import { classifyText } from '../../knowledge/classify.ts';
import { heldOutSentences, type Sentence, tunedSentences, urgencySentences } from './classify-sentences.ts';

function shareRight(sentences: readonly Sentence[]): { share: number; wrong: string } {
  const wrong = sentences.filter(([text, category]) => classifyText(text).category !== category);
  const told = wrong.map(([text, category]) => `${text}: ${classifyText(text).category}, not ${category}`);
  return { share: 1 - wrong.length / sentences.length, wrong: told.join('\n') };
}

describe('classification', () => {
  it('is right for every sentence its term lists were tuned on', () => {
    const { share, wrong } = shareRight(tunedSentences);
    assert.equal(share, 1, wrong);
  });

  it('is right for 90 of 100 sentences kept apart', () => {
    const { share, wrong } = shareRight(heldOutSentences);
    assert.ok(share >= 0.9, wrong);
  });

  it('names the words that decided', () => {
    const { category, confidence, terms } = classifyText('Fire alarm panel is beeping in the lobby');
    assert.equal(category, 'fire-safety');
    assert.ok(terms.includes('fire alarm'));
    assert.ok(confidence > 0.8);
  });

  it('calls what it does not understand general, and is unsure of it', () => {
    for (const text of ['', 'asdf', '...']) {
      const { category, confidence, terms } = classifyText(text);
      assert.deepEqual([category, terms], ['general', []]);
      assert.ok(confidence < 0.5);
    }
  });

  it('is less sure when two categories claim a message', () => {
    const clear = classifyText('the lift is stuck');
    const torn = classifyText('the lift door is stuck');
    assert.ok(torn.confidence < clear.confidence);
  });
});

describe('urgency', () => {
  for (const [text, urgency] of urgencySentences)
    it(`is ${urgency} for "${text}"`, () => {
      assert.equal(classifyText(text).urgency, urgency);
    });
});
