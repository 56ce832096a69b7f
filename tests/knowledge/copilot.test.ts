import assert from 'node:assert/strict';
import { embeddedCopilot } from '../../knowledge/copilot.ts';
import { SearchIndex } from '../../knowledge/search-index.ts';

function aCopilot() {
  const index = new SearchIndex();
  const article = {
    id: 'K-1',
    title: 'An air conditioner drips water',
    body: 'Switch the unit off at the wall. Put a bucket under it. Call us when it drips for more than one hour.',
    language: 'en',
    state: 'published' as const,
    major: 2,
    minor: 1,
    visibility: 'public' as const,
    category: 'air-conditioning',
    product: null,
    keywords: ['leak', 'drip', 'AC'],
  };
  index.put(article as never);
  return embeddedCopilot(index);
}

describe('the embedded copilot', () => {
  it('answers with sentences of an article, each with its source and version', () => {
    const { answer, known, sentences } = aCopilot().ask({
      question: 'the air conditioner drips water',
      visibility: 'public',
    });
    assert.equal(known, true);
    assert.ok(sentences.length > 0);
    for (const { text, sources } of sentences) {
      assert.ok(answer.includes(text));
      assert.deepEqual([sources[0]?.article, sources[0]?.version], ['K-1', '2.1']);
    }
  });

  it('says that it does not know', () => {
    const { known, sentences } = aCopilot().ask({
      question: 'where is my invoice for March',
      visibility: 'public',
    });
    assert.equal(known, false);
    assert.deepEqual(sentences, []);
  });

  it('drafts for the first question an article supports, and not at all when none does', () => {
    const asked = { language: 'en', customerName: 'Mara', agentName: 'Ben' };
    assert.match(
      aCopilot().draft({ ...asked, questions: ['what now?', 'the air conditioner drips water'] }) ?? '',
      /Hello Mara/,
    );
    assert.equal(aCopilot().draft({ ...asked, questions: ['where is my invoice'] }), undefined);
  });
});
