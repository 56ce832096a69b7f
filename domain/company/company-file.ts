import type { Asset } from '../assets/asset.ts';
import type { Account, Customer, Site } from '../customers/customer.ts';
import type { Product } from '../inventory/product.ts';
import type { DeviceModel } from '../iot/commands/device-model.ts';
import type { Device } from '../iot/devices/device.ts';
import type { Article } from '../knowledge/article.ts';
import type { Person } from '../people/person.ts';
import type { Agent } from '../routing/agent.ts';
import type { Queue } from '../routing/queue.ts';
import type { Resource, Territory } from '../scheduling/resource.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Sla } from '../sla/sla.ts';
import type { Records } from '../unit.ts';

/** What a company is made of, in the order in which one kind leads to the next. */
export const companyKinds = [
  'calendars',
  'territories',
  'people',
  'agents',
  'queues',
  'slas',
  'products',
  'resources',
  'accounts',
  'sites',
  'customers',
  'assets',
  'deviceModels',
  'devices',
  'articles',
] as const;
export type CompanyKind = (typeof companyKinds)[number];

/** A field as a file holds it: instants are ISO text there, for a file knows no dates. */
type Written<V> = V extends Date ? string : V;

/** A record as a file names it: what it must say, and what it may leave to the record that is there, or to the default. */
type Given<T, Must extends keyof T, May extends keyof T> = {
  readonly [K in Must | ('id' & keyof T)]: Written<T[K]>;
} & { readonly [K in May]?: Written<T[K]> | undefined };

/** One kind of record, as a file names it. */
export interface GivenRecords {
  calendars: Given<Calendar, 'name' | 'zone' | 'week', 'exceptions'>;
  territories: Given<Territory, 'name', never>;
  people: Given<Person, 'name' | 'email' | 'roles' | 'aadObjectId', 'phone' | 'language' | 'active'>;
  agents: Given<Agent, never, 'name' | 'capacityUnits' | 'characteristics' | 'senior' | 'languages'>;
  queues: Given<
    Queue,
    'name' | 'memberIds',
    'priority' | 'method' | 'offersAtOnce' | 'offerSeconds' | 'calendarId' | 'categories' | 'fallback'
  >;
  slas: Given<Sla, 'name' | 'levels' | 'calendarId' | 'targets', 'order'>;
  products: Given<Product, 'name' | 'category' | 'priceCents', 'kind'>;
  resources: Given<
    Resource,
    'personId' | 'calendarId' | 'homeLat' | 'homeLon',
    'name' | 'characteristics' | 'territoryIds' | 'active'
  >;
  accounts: Given<Account, 'name', 'level' | 'phone'>;
  sites: Given<Site, 'name' | 'accountId' | 'address' | 'lat' | 'lon', 'territoryId' | 'accessNotes'>;
  customers: Given<
    Customer,
    'name',
    'email' | 'phone' | 'language' | 'accountId' | 'siteId' | 'level' | 'externalId' | 'createdAt'
  >;
  assets: Given<
    Asset,
    'name' | 'category' | 'accountId' | 'siteId' | 'installedAt',
    'number' | 'model' | 'serial' | 'place'
  >;
  deviceModels: Given<DeviceModel, 'name' | 'commands', 'afterService'>;
  devices: Given<Device, 'name', 'model' | 'assetId' | 'state' | 'thumbprints' | 'rules'>;
  articles: Given<
    Article,
    'title' | 'body' | 'category',
    | 'number'
    | 'language'
    | 'state'
    | 'major'
    | 'minor'
    | 'visibility'
    | 'product'
    | 'keywords'
    | 'authorId'
    | 'publishedAt'
  >;
}

/** A company as plain data, so that it can be written by hand, reviewed, kept in git and moved between installations. */
export type CompanyFile = { readonly [K in CompanyKind]?: readonly GivenRecords[K][] | undefined };

/** The fields of each kind that a file may hold; everything else about a record comes from work, not from a file. */
export const companyFields: {
  readonly [K in CompanyKind]: readonly (keyof GivenRecords[K] & keyof Records[K])[];
} = {
  calendars: ['id', 'name', 'zone', 'week', 'exceptions'],
  territories: ['id', 'name'],
  people: ['id', 'name', 'email', 'phone', 'roles', 'aadObjectId', 'language', 'active'],
  agents: ['id', 'name', 'capacityUnits', 'characteristics', 'senior', 'languages'],
  queues: [
    'id',
    'name',
    'priority',
    'memberIds',
    'method',
    'offersAtOnce',
    'offerSeconds',
    'calendarId',
    'categories',
    'fallback',
  ],
  slas: ['id', 'name', 'order', 'levels', 'calendarId', 'targets'],
  products: ['id', 'name', 'kind', 'category', 'priceCents'],
  resources: [
    'id',
    'name',
    'personId',
    'characteristics',
    'territoryIds',
    'homeLat',
    'homeLon',
    'calendarId',
    'active',
  ],
  accounts: ['id', 'name', 'level', 'phone'],
  sites: ['id', 'name', 'accountId', 'address', 'lat', 'lon', 'territoryId', 'accessNotes'],
  customers: [
    'id',
    'name',
    'email',
    'phone',
    'language',
    'accountId',
    'siteId',
    'level',
    'externalId',
    'createdAt',
  ],
  assets: [
    'id',
    'number',
    'name',
    'category',
    'model',
    'serial',
    'accountId',
    'siteId',
    'place',
    'installedAt',
  ],
  deviceModels: ['id', 'name', 'commands', 'afterService'],
  devices: ['id', 'name', 'model', 'assetId', 'state', 'thumbprints', 'rules'], // keys stay where they are
  articles: [
    'id',
    'number',
    'title',
    'body',
    'language',
    'state',
    'major',
    'minor',
    'visibility',
    'category',
    'product',
    'keywords',
    'authorId',
    'publishedAt',
  ],
};
