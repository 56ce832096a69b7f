import type { Resource, Territory } from '../domain/scheduling/resource.ts';
import { flag, id, json, real, recordShape, text } from './columns.ts';

/** Keeps anything bookable; here technicians with their vans. */
export const resources = recordShape<Resource>(
  'resources',
  {
    name: text,
    personId: id,
    characteristics: json,
    territoryIds: json,
    homeLat: real,
    homeLon: real,
    calendarId: id,
    active: flag,
  },
  { indexes: [['personId']] },
);

/** Keeps the areas that technicians serve. */
export const territories = recordShape<Territory>('territories', { name: text });
