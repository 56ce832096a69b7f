import type { Actor } from '../people/actor.ts';
import type { Records } from '../unit.ts';
import type { CompanyKind } from './company-file.ts';

/** When and by whom a record is brought in. */
export interface BroughtIn {
  readonly now: Date;
  readonly actor: Actor;
}

/**
 * What a new record of each kind is where a file says nothing: an agent is away until he or she comes, an article is
 * published. Names and numbers that stand elsewhere already are filled by the import itself.
 */
export const defaultsOf: {
  readonly [K in CompanyKind]: (by: BroughtIn) => Partial<Records[K]>;
} = {
  calendars: () => ({ exceptions: {} }),
  territories: () => ({}),
  people: () => ({ phone: null, language: 'en', active: true }),
  agents: ({ now }) => ({
    presence: 'away',
    presenceByHand: true,
    presenceAt: now,
    capacityUnits: 5,
    characteristics: [],
    senior: false,
    languages: ['en'],
    focusCaseId: null,
    lastAssignedAt: {},
    lastReleasedAt: null,
  }),
  queues: () => ({
    priority: 10,
    method: 'highest-capacity',
    offersAtOnce: 1,
    offerSeconds: 120,
    calendarId: null,
    categories: [],
    fallback: false,
  }),
  slas: () => ({ order: 10 }),
  products: () => ({ kind: 'inventory' }),
  resources: () => ({ characteristics: [], territoryIds: [], active: true }),
  accounts: () => ({ level: 'bronze', phone: null }),
  sites: () => ({ territoryId: null, accessNotes: null }),
  customers: ({ now }) => ({
    email: null,
    phone: null,
    language: 'en',
    accountId: null,
    siteId: null,
    level: 'bronze',
    anonymous: false,
    externalId: null,
    createdAt: now,
  }),
  assets: () => ({ model: '', serial: '', place: '' }),
  deviceModels: () => ({ afterService: null }),
  devices: ({ now, actor }) => ({
    model: '',
    assetId: null,
    state: 'enabled',
    sealedPrimaryKey: null,
    sealedSecondaryKey: null,
    thumbprints: [],
    rules: [],
    source: 'file',
    registeredAt: now,
    registeredById: actor.id,
    lastSeenAt: null,
  }),
  articles: ({ now, actor }) => ({
    language: 'en',
    state: 'published',
    major: 1,
    minor: 0,
    visibility: 'public',
    product: null,
    keywords: [],
    authorId: actor.id,
    publishedAt: now,
    updatedAt: now,
  }),
};
