import type { Article } from '../domain/knowledge/article.ts';

/** What of an article the index reads. */
export type IndexedArticle = Pick<
  Article,
  | 'id'
  | 'title'
  | 'body'
  | 'language'
  | 'state'
  | 'major'
  | 'minor'
  | 'visibility'
  | 'category'
  | 'product'
  | 'keywords'
>;
