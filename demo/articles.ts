import { coolingArticles } from './articles-cooling.ts';
import { electricalArticles } from './articles-electrical.ts';
import { entranceArticles } from './articles-entrances.ts';
import { fireSafetyArticles } from './articles-fire-safety.ts';
import { heatingArticles } from './articles-heating.ts';
import { articlesInOtherLanguages } from './articles-in-other-languages.ts';
import { internalArticles } from './articles-internal.ts';
import { officeArticles } from './articles-office.ts';
import { waterArticles } from './articles-water.ts';

/** One article of the demo company as its knowledge author wrote it, before it has a record of its own. */
export interface DemoArticle {
  /** Names the article in seeds and tests; never shown. */
  readonly key: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly language: 'en' | 'de' | 'es' | 'fr';
  readonly category: string;
  readonly product: string | null;
  readonly keywords: readonly string[];
  readonly visibility: 'public' | 'internal';
}

/** The demo company's whole knowledge, so that a new installation can answer real questions at once. */
export const demoArticles: readonly DemoArticle[] = [
  ...coolingArticles,
  ...heatingArticles,
  ...entranceArticles,
  ...fireSafetyArticles,
  ...waterArticles,
  ...electricalArticles,
  ...officeArticles,
  ...internalArticles,
  ...articlesInOtherLanguages,
];
