import type { Article } from '../domain/knowledge/article.ts';
import type { Committed } from '../domain/messaging/logs.ts';
import type { ReadTable } from '../domain/table.ts';
import { SearchIndex } from './search-index.ts';

export interface LiveIndexDeps {
  readonly articles: ReadTable<Article>;
  readonly onCommitted: (listener: (news: Committed) => void) => unknown;
  readonly log: { error(fields: object, text: string): void };
}

/** The index over every published article, kept in step with each commit of this or another process. */
export async function liveIndex({ articles, onCommitted, log }: LiveIndexDeps): Promise<SearchIndex> {
  const index = new SearchIndex();
  for (const article of await articles.where({ state: 'published' })) index.put(article);
  index.prepare();
  const refresh = (articleId: string): Promise<void> =>
    articles.find(articleId).then(
      (article) => article && index.put(article),
      (err: unknown) => log.error({ err, articleId }, 'an article could not be read for the search'),
    );
  onCommitted(({ events }) => {
    for (const event of events) {
      if (event.name !== 'article.changed') continue;
      const { articleId } = event.data as { articleId: string };
      void refresh(articleId);
    }
  });
  return index;
}
