import assert from 'node:assert/strict';
import type { Hit } from '../../knowledge/search-index.ts';
import { demoIndex } from './articles.ts';
import { heldOutQueries, type Query, tunedQueries } from './demo-queries.ts';

const index = demoIndex();
const first = (text: string, language: string): Hit | undefined =>
  index.search({ text, language, visibility: 'public', top: 3 })[0];

/** Covered: the right article first with 0.65 or more. Not covered: nothing as sure as 0.5. */
function isRight([text, language, key]: Query): boolean {
  const hit = first(text, language);
  if (key === null) return (hit?.confidence ?? 0) < 0.5;
  return hit?.articleId === key && hit.confidence >= 0.65;
}

function shareRight(queries: readonly Query[]): { share: number; wrong: string } {
  const wrong = queries.filter((query) => !isRight(query));
  const told = wrong.map(([text, language]) => {
    const hit = first(text, language);
    return `${text} => ${hit?.articleId} ${hit?.confidence.toFixed(2)}`;
  });
  return { share: 1 - wrong.length / queries.length, wrong: told.join('\n') };
}

describe('search over the demo articles', () => {
  it('is right for 95 of 100 questions it was tuned on', () => {
    const { share, wrong } = shareRight(tunedQueries);
    assert.ok(share >= 0.95, wrong);
  });

  it('is right for 90 of 100 questions it was never tuned on', () => {
    const { share, wrong } = shareRight(heldOutQueries);
    assert.ok(share >= 0.9, wrong);
  });

  it('never offers an article for a question that none covers', () => {
    for (const [text, language, key] of [...tunedQueries, ...heldOutQueries])
      if (key === null) assert.ok((first(text, language)?.confidence ?? 0) < 0.65, text);
  });

  it('puts the right article first for 97 of 100 covered questions', () => {
    const covered = [...tunedQueries, ...heldOutQueries].filter(([, , key]) => key !== null);
    const found = covered.filter(([text, language, key]) => first(text, language)?.articleId === key);
    assert.ok(found.length / covered.length >= 0.97, `${found.length} of ${covered.length}`);
  });

  it('is unsure about an invoice once no article covers invoices', () => {
    const without = demoIndex({ without: ['invoice', 'internal-goodwill'] });
    const [hit] = without.search({ text: 'my invoice total is wrong', language: 'en', visibility: 'public' });
    assert.ok((hit?.confidence ?? 0) < 0.5);
  });

  it('knows nothing to say to a greeting or to keys hit at random', () => {
    for (const text of ['hello', 'asdf', 'thanks!', '?', '12'])
      assert.equal(first(text, 'en'), undefined, text);
  });
});
