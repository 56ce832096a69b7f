import { articleResult, type SearchResult } from '../cards/search-results.ts';
import type { Article, Suggestion } from '../domain/knowledge/article.ts';
import { type Actor, requireRole } from '../domain/people/actor.ts';
import type { Filter, ReadTable } from '../domain/table.ts';
import type { Kind, Records } from '../domain/unit.ts';
import { staffScope } from '../domain/work-orders/own-work.ts';
import type { SearchStaff } from './teams/message-extension.ts';

export interface SearchDeps {
  readonly tables: { readonly [K in Kind]: ReadTable<Records[K]> };
  readonly suggest: (text: string, language: string) => readonly Suggestion[];
  readonly caseResult: (caseId: string) => Promise<SearchResult>;
}

const most = 10;

/**
 * Finds cases by number, words or customer, and articles by meaning, within the unit of whoever asks; a technician finds
 * the cases of the own visits.
 */
export function staffSearch({ tables, suggest, caseResult }: SearchDeps): SearchStaff {
  const cases = async (actor: Actor, text: string) => {
    requireRole(actor, 'agent', 'supervisor', 'dispatcher', 'technician');
    const seen = await staffScope(tables, 'cases', actor);
    if (!seen) return [];
    const found = await tables.cases.where(
      { all: text ? [seen, await fits(text)] : [seen] },
      { orderBy: [['openedAt', 'desc']], limit: most },
    );
    return Promise.all(found.map(({ id }) => caseResult(id)));
  };

  const fits = async (text: string): Promise<Filter<Records['cases']>> => {
    const named = await tables.customers.where({ name: { contains: text } }, { limit: most });
    const any: Filter<Records['cases']>[] = [{ number: { startsWith: text } }, { title: { contains: text } }];
    if (named.length > 0) any.push({ customerId: { in: named.map(({ id }) => id) } });
    return { any };
  };

  const articles = async (actor: Actor, text: string) => {
    requireRole(actor, 'agent', 'supervisor', 'dispatcher', 'technician', 'knowledge-author');
    const published = { unitId: actor.unitId, state: 'published' } as const;
    const best = text ? suggest(text, 'en') : [];
    if (best.length > 0) {
      const whole = await tables.articles.where({
        ...published,
        id: { in: best.map(({ articleId }) => articleId) },
      });
      return best.flatMap((hit) =>
        whole.filter(({ id }) => id === hit.articleId).map((one) => result(one, hit.passage)),
      );
    }
    const byTitle = text ? { ...published, title: { contains: text } } : published;
    const listed = await tables.articles.where(byTitle, { orderBy: [['updatedAt', 'desc']], limit: most });
    return listed.map((one) => result(one, one.body.slice(0, 600)));
  };

  return (actor, what, text) => (what === 'cases' ? cases(actor, text.trim()) : articles(actor, text.trim()));
}

const result = ({ number, title, major, minor, language }: Article, passage: string): SearchResult =>
  articleResult({ number, title, passage, articleVersion: `${major}.${minor}`, language });
