import type { Article, ArticleFeedback } from '../domain/knowledge/article.ts';
import { flag, id, instant, json, orNull, recordShape, text, whole, word } from './columns.ts';

/** Keeps articles, drafts included; the search index is built from them. */
export const articles = recordShape<Article>(
  'articles',
  {
    number: word,
    title: text,
    body: text,
    language: word,
    state: word,
    major: whole,
    minor: whole,
    visibility: word,
    category: text,
    product: orNull(text),
    keywords: json,
    authorId: id,
    publishedAt: orNull(instant),
    updatedAt: instant,
  },
  { indexes: [['state'], ['number']] },
);

/** Keeps whether a shown article helped. */
export const articleFeedback = recordShape<ArticleFeedback>(
  'article_feedback',
  { articleId: id, conversationId: id, helped: flag, at: instant },
  { indexes: [['articleId'], ['conversationId']] },
);
