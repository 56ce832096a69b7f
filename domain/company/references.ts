import type { Records } from '../unit.ts';
import type { CompanyKind } from './company-file.ts';

/** Something a record points at: where in the record, and at what. */
export interface Reference {
  /** Within the record, e.g. `memberIds[0]`. */
  readonly place: string;
  readonly kind: CompanyKind;
  readonly id: string;
}

const one = (place: string, kind: CompanyKind, id: string | null): Reference[] =>
  id === null ? [] : [{ place, kind, id }];
const each = (place: string, kind: CompanyKind, ids: readonly string[]): Reference[] =>
  ids.map((id, at) => ({ place: `${place}[${at}]`, kind, id }));

/** Everything each kind of record points at, so that no import leaves a pointer that leads nowhere. */
export const referencesOf: { readonly [K in CompanyKind]: (record: Records[K]) => readonly Reference[] } = {
  calendars: () => [],
  territories: () => [],
  people: () => [],
  agents: ({ id }) => one('id', 'people', id),
  queues: ({ memberIds, calendarId }) => [
    ...each('memberIds', 'people', memberIds),
    ...one('calendarId', 'calendars', calendarId),
  ],
  slas: ({ calendarId }) => one('calendarId', 'calendars', calendarId),
  products: () => [],
  resources: ({ personId, calendarId, territoryIds }) => [
    ...one('personId', 'people', personId),
    ...one('calendarId', 'calendars', calendarId),
    ...each('territoryIds', 'territories', territoryIds),
  ],
  accounts: () => [],
  sites: ({ accountId, territoryId }) => [
    ...one('accountId', 'accounts', accountId),
    ...one('territoryId', 'territories', territoryId),
  ],
  customers: ({ accountId, siteId }) => [
    ...one('accountId', 'accounts', accountId),
    ...one('siteId', 'sites', siteId),
  ],
  assets: ({ accountId, siteId }) => [
    ...one('accountId', 'accounts', accountId),
    ...one('siteId', 'sites', siteId),
  ],
  deviceModels: () => [],
  devices: ({ assetId }) => one('assetId', 'assets', assetId),
  articles: ({ authorId }) => one('authorId', 'people', authorId),
};
