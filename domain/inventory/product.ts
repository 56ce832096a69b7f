import type { Stored } from '../stored.ts';

/** A part or service that can be used on a work order. */
export interface Product extends Stored {
  readonly name: string;
  readonly kind: 'inventory' | 'non-inventory' | 'service';
  readonly category: string;
  /** In cents of the company's currency. */
  readonly priceCents: number;
}
