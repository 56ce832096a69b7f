import assert from 'node:assert/strict';
import { passagesOf } from '../../knowledge/passages.ts';
import { SearchIndex } from '../../knowledge/search-index.ts';
import { stem } from '../../knowledge/language/stemmers.ts';
import { summarise } from '../../knowledge/summary.ts';

const long = 100_000;
const shapes = ['a', 'ge', 'hat ', ' ', '\t', '![', '[', '<a', '**a', '#', '|', 'x. '];
const at = new Date('2026-03-02T09:00:00Z');

/** Work that grows with the square of the text takes ten seconds and more here. */
const isQuick = (work: () => unknown): boolean => {
  const begun = performance.now();
  work();
  return performance.now() - begun < 1_500;
};

describe('texts made to be slow', () => {
  for (const shape of shapes)
    it(`are read in their stride: ${JSON.stringify(shape)} over and over`, () => {
      for (const before of ['', 'x', '# ', 'hat ']) {
        const text = `${before}${shape.repeat(long / shape.length)}x`;
        assert.ok(
          isQuick(() => passagesOf(text, 'en')),
          'passages',
        );
        assert.ok(
          isQuick(() => stem(text, 'en')),
          'stem',
        );
        const messages = [
          { author: 'agent', name: 'Ben', text, at },
          { author: 'customer', name: 'Mara', text, at },
        ] as const;
        assert.ok(
          isQuick(() => summarise(messages, 'de')),
          'summary',
        );
      }
    }).timeout(20_000);

  it('take no more room in the index than their words are long', () => {
    const index = new SearchIndex();
    const body = `Order code ${'abcdefghij'.repeat(2_000)} for the pump.`;
    const article = {
      id: 'k-1',
      title: 'Pump',
      body,
      language: 'en',
      state: 'published',
      major: 1,
      minor: 0,
    };
    const rest = { visibility: 'public', category: 'water', product: null, keywords: [] };
    const before = process.memoryUsage().heapUsed;
    index.put({ ...article, ...rest } as never);
    assert.ok(process.memoryUsage().heapUsed - before < 30 * 1_048_576);
    assert.equal(
      index.search({ text: 'order code of the pump', language: 'en', visibility: 'public' }).length,
      1,
    );
    index.remove('k-1');
    assert.equal(index.size, 0);
  });
});
