import type { Asset } from '../domain/assets/asset.ts';
import type { Product } from '../domain/inventory/product.ts';
import { fieldsOf } from './odata/field.ts';
import { resource } from './odata/resource.ts';

const asset = fieldsOf<Asset>();
const product = fieldsOf<Product>();
const productKinds = ['inventory', 'non-inventory', 'service'] as const satisfies readonly Product['kind'][];

/** The machines that are looked after. A customer sees those of his or her own company. */
export const assets = resource({
  name: 'assets',
  entity: 'Asset',
  kind: 'assets',
  tag: 'Assets',
  says: ['asset', 'assets'],
  fields: {
    id: asset.text('id'),
    number: asset.text('number'),
    name: asset.text('name'),
    category: asset.text('category'),
    model: asset.text('model'),
    serial: asset.text('serial'),
    accountId: asset.text('accountId'),
    account: asset.named('accountId', 'accounts'),
    siteId: asset.text('siteId'),
    site: asset.named('siteId', 'sites'),
    place: asset.text('place'),
    installedAt: asset.instant('installedAt'),
  },
  expand: {
    cases: { to: 'cases', many: 'assetId' },
    workOrders: { to: 'work-orders', many: 'assetId' },
    commands: { to: 'commands', many: 'assetId' },
    devices: { to: 'devices', many: 'assetId' },
    alerts: { to: 'alerts', many: 'assetId' },
  },
  own: async ({ id }, tables) => {
    const customer = await tables.customers.find(id);
    return customer?.accountId && !customer.anonymous ? { accountId: customer.accountId } : null;
  },
});

/** Parts and services that can be used on a work order. */
export const products = resource({
  name: 'products',
  entity: 'Product',
  kind: 'products',
  tag: 'Assets',
  says: ['product', 'products'],
  fields: {
    id: product.text('id'),
    name: product.text('name'),
    kind: product.word('kind', productKinds),
    category: product.text('category'),
    priceCents: product.integer('priceCents'),
  },
});
