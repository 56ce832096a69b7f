import type { Asset } from '../domain/assets/asset.ts';
import { id, instant, recordShape, text, word } from './columns.ts';

/** Keeps the machines that are looked after. */
export const assets = recordShape<Asset>(
  'assets',
  {
    number: word,
    name: text,
    category: text,
    model: text,
    serial: text,
    accountId: id,
    siteId: id,
    place: text,
    installedAt: instant,
  },
  { indexes: [['siteId'], ['accountId'], ['number']] },
);
