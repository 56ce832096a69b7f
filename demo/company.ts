import type { Article } from '../domain/knowledge/article.ts';
import type { Post, StaffCard } from '../domain/messaging/post.ts';
import type { Escalation } from '../domain/sla/sla.ts';
import type { Kind, Records } from '../domain/unit.ts';
import { demoArticles } from './articles.ts';
import { demoAssets } from './assets.ts';
import { chance } from './chance.ts';
import { demoDeviceModels } from './device-models.ts';
import { demoDevices } from './devices.ts';
import { demoHistory } from './past/history.ts';
import { demoOpenCases } from './past/open-cases.ts';
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
  const machines = demoDevices(assets, now);
  const history = demoHistory({ customers, agents, assets, resources, random, now });
  const open = demoOpenCases({ customers, people, now });
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
    ...history,
    ...open,
    ...machines,
    deviceModels: demoDeviceModels,
    cases: [...history.cases, ...open.cases],
    posts: [
      ...open.escalations.map((escalation) => escalationPost(escalation, now)),
      ...machines.alerts.flatMap(({ id }) =>
        people.flatMap((one) =>
          one.roles.includes('dispatcher') ? cardPost(one.id, ['alert', id], now) : [],
        ),
      ),
    ],
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

/** The card that asks the supervisor, as the breach itself would have posted it. */
const escalationPost = ({ id, supervisorId, caseId }: Escalation, now: Date): Post => ({
  ...cardPost(supervisorId, ['escalation', id], now),
  caseId,
});

/** A card that somebody was shown. */
const cardPost = (personId: string, [card, subjectId]: readonly [StaffCard, string], now: Date): Post => ({
  id: `${personId}:${card}:${subjectId}`,
  version: 0,
  unitId: 'main',
  personId,
  kind: 'card',
  author: 'bot',
  card,
  subjectId,
  caseId: null,
  text: '',
  draft: null,
  summary: null,
  revision: 1,
  activityId: null,
  sentRevision: 1,
  at: now,
  updatedAt: now,
});
