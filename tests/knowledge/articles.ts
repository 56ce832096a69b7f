import { demoArticles } from '../../demo/articles.ts';
import type { IndexedArticle } from '../../knowledge/indexed-article.ts';
import { SearchIndex } from '../../knowledge/search-index.ts';

/** A published article with only what a test cares about. */
export function anArticle(given: Partial<IndexedArticle> = {}): IndexedArticle {
  return {
    id: 'A-1',
    title: 'Pump is loud',
    body: 'Switch the pump off. Wait 10 minutes. Call us if it still rattles.',
    language: 'en',
    state: 'published',
    major: 1,
    minor: 0,
    visibility: 'public',
    category: 'plumbing',
    product: null,
    keywords: [],
    ...given,
  };
}

/** An index that holds exactly these articles. */
export function indexOf(articles: readonly IndexedArticle[]): SearchIndex {
  const index = new SearchIndex();
  for (const article of articles) index.put(article);
  return index;
}

/** The demo company's index, without the articles named; an article's id is its key. */
export function demoIndex({ without = [] }: { without?: readonly string[] } = {}): SearchIndex {
  const kept = demoArticles.filter(({ key }) => !without.includes(key));
  return indexOf(kept.map(({ key, ...article }) => anArticle({ id: key, ...article })));
}
