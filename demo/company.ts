import type { Article } from '../domain/knowledge/article.ts';
import type { Kind, Records } from '../domain/unit.ts';
import { demoArticles } from './articles.ts';
import { demoAssets } from './assets.ts';
import { chance } from './chance.ts';
import { demoHistory } from './history.ts';
import { demoStaff } from './people.ts';
import { demoCalendars, demoProducts, demoQueues, demoSlas, demoTerritories } from './rules.ts';
import { demoClients } from './sites.ts';

/** Records to put into an empty database, by kind. */
export type Company = { readonly [K in Kind]?: readonly Records[K][] };

/**
 * Avonside Building Services of Bristol: a believable company to try the product on. The same seed and instant make the
 * same company; ids are stable, so that guides and tests can name people.
 */
export function demoCompany({ seed, now }: { readonly seed: number; readonly now: Date }): Company {
  const random = chance(seed);
  const { people, agents, resources } = demoStaff(random, now);
  const { accounts, sites, customers } = demoClients(now);
  const assets = demoAssets(sites, random, now);
  return {
    calendars: demoCalendars,
    territories: demoTerritories,
    queues: demoQueues,
    slas: demoSlas,
    products: demoProducts,
    people,
    agents,
    resources,
    accounts,
    sites,
    customers,
    assets,
    articles: demoArticles.map((article, at) => published(article, at, now)),
    ...demoHistory({ customers, agents, assets, resources, random, now }),
  };
}

function published({ key, ...written }: (typeof demoArticles)[number], at: number, now: Date): Article {
  return {
    ...written,
    id: `article-${key}`,
    version: 0,
    unitId: 'main',
    number: `K-${71 + at}`,
    state: 'published',
    major: 1 + (at % 3),
    minor: at % 2,
    authorId: 'knowledge-author-01',
    publishedAt: new Date(now.getTime() - (at + 3) * 5 * 86_400_000),
    updatedAt: new Date(now.getTime() - (at + 1) * 2 * 86_400_000),
  };
}
