import type { Account, Customer, ServiceLevel, Site } from '../domain/customers/customer.ts';
import { fieldsOf, forStaff, orNull } from './odata/field.ts';
import { resource } from './odata/resource.ts';

const levels = ['gold', 'silver', 'bronze'] as const satisfies readonly ServiceLevel[];
const tag = 'Customers';
const customer = fieldsOf<Customer>();
const account = fieldsOf<Account>();
const site = fieldsOf<Site>();

/** The people who ask for help. A customer sees his or her own record. */
export const customers = resource({
  name: 'customers',
  entity: 'Customer',
  kind: 'customers',
  tag,
  says: ['customer', 'customers'],
  fields: {
    id: customer.text('id'),
    name: customer.text('name'),
    email: orNull(customer.text('email')),
    phone: orNull(customer.text('phone')),
    language: customer.text('language'),
    accountId: orNull(customer.text('accountId')),
    account: orNull(customer.named('accountId', 'accounts')),
    siteId: orNull(customer.text('siteId')),
    site: orNull(customer.named('siteId', 'sites')),
    level: forStaff(customer.word('level', levels)),
    anonymous: forStaff(customer.flag('anonymous')),
    externalId: forStaff(orNull(customer.text('externalId'))),
    createdAt: customer.instant('createdAt'),
  },
  own: async ({ id }) => ({ id }),
});

/** The companies that customers belong to and that pay. */
export const accounts = resource({
  name: 'accounts',
  entity: 'Account',
  kind: 'accounts',
  tag,
  says: ['account', 'accounts'],
  fields: {
    id: account.text('id'),
    name: account.text('name'),
    level: account.word('level', levels),
    phone: orNull(account.text('phone')),
  },
  expand: {
    customers: { to: 'customers', many: 'accountId' },
    sites: { to: 'sites', many: 'accountId' },
  },
});

/** The places where assets stand and technicians drive to. */
export const sites = resource({
  name: 'sites',
  entity: 'Site',
  kind: 'sites',
  tag,
  says: ['site', 'sites'],
  fields: {
    id: site.text('id'),
    name: site.text('name'),
    accountId: site.text('accountId'),
    account: site.named('accountId', 'accounts'),
    address: site.text('address'),
    lat: site.number('lat'),
    lon: site.number('lon'),
    territoryId: orNull(site.text('territoryId')),
    territory: orNull(site.named('territoryId', 'territories')),
    accessNotes: orNull(site.text('accessNotes')),
  },
});
