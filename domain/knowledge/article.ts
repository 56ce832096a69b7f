import type { Stored } from '../stored.ts';

export type ArticleState =
  | 'draft'
  | 'approved'
  | 'scheduled'
  | 'published'
  | 'expired'
  | 'archived'
  | 'discarded';

/** One piece of knowledge, written once and quoted with its version. */
export interface Article extends Stored {
  readonly number: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly language: string;
  readonly state: ArticleState;
  readonly major: number;
  readonly minor: number;
  readonly visibility: 'public' | 'internal';
  readonly category: string;
  readonly product: string | null;
  readonly keywords: readonly string[];
  readonly authorId: string;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
}

/** Whether a shown article helped. `id` is `<articleId>:<conversationId>`. */
export interface ArticleFeedback extends Stored {
  readonly articleId: string;
  readonly conversationId: string;
  readonly helped: boolean;
  readonly at: Date;
}

/** A passage that may answer a question, with its confidence from 0 to 1. */
export interface Suggestion {
  readonly articleId: string;
  /** `major.minor`. */
  readonly version: string;
  readonly title: string;
  readonly passage: string;
  readonly confidence: number;
  readonly matched: readonly string[];
}
