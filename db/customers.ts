import type { Account, Customer, Site } from '../domain/customers/customer.ts';
import { flag, id, instant, name, orNull, real, recordShape, text, word } from './columns.ts';

/** Keeps the people who ask for help, found by what a channel knows of them. */
export const customers = recordShape<Customer>(
  'customers',
  {
    name: text,
    email: orNull(name(400)),
    phone: orNull(name(100)),
    language: word,
    accountId: orNull(id),
    siteId: orNull(id),
    level: word,
    anonymous: flag,
    externalId: orNull(name(400)),
    createdAt: instant,
  },
  { indexes: [['externalId'], ['email'], ['phone'], ['accountId']] },
);

/** Keeps the companies that pay. */
export const accounts = recordShape<Account>('accounts', { name: text, level: word, phone: orNull(text) });

/** Keeps the places technicians drive to. */
export const sites = recordShape<Site>(
  'sites',
  {
    name: text,
    accountId: id,
    address: text,
    lat: real,
    lon: real,
    territoryId: orNull(id),
    accessNotes: orNull(text),
  },
  { indexes: [['accountId']] },
);
