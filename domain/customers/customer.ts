import type { Stored } from '../stored.ts';

/** Service level of a customer; decides priority and which SLA applies. */
export type ServiceLevel = 'gold' | 'silver' | 'bronze';

/** The person who asks for help. */
export interface Customer extends Stored {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string;
  readonly accountId: string | null;
  readonly siteId: string | null;
  readonly level: ServiceLevel;
  /** True until the visitor is known; an anonymous visitor sees nothing of any account. */
  readonly anonymous: boolean;
  /** The id the customer's own web site vouches for; null for anonymous visitors. */
  readonly externalId: string | null;
  readonly createdAt: Date;
}

/** The company a customer belongs to and that pays. */
export interface Account extends Stored {
  readonly name: string;
  readonly level: ServiceLevel;
  readonly phone: string | null;
}

/** A functional location: where assets stand and technicians drive to. */
export interface Site extends Stored {
  readonly name: string;
  readonly accountId: string;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly territoryId: string | null;
  readonly accessNotes: string | null;
}
