import type { Stored } from '../stored.ts';

/** A customer asset: the machine that is looked after. */
export interface Asset extends Stored {
  readonly number: string;
  readonly name: string;
  readonly category: string;
  readonly model: string;
  readonly serial: string;
  readonly accountId: string;
  readonly siteId: string;
  /** Where on the site, e.g. "floor 3, plant room". */
  readonly place: string;
  readonly installedAt: Date;
}
