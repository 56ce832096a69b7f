import type { Stored } from '../stored.ts';

/**
 * What a signed-in person may do; a person may hold several. A telemetry reader sees the single readings of devices;
 * everybody else who works here sees how they run, in aggregates.
 */
export type Role =
  | 'customer'
  | 'agent'
  | 'technician'
  | 'dispatcher'
  | 'supervisor'
  | 'knowledge-author'
  | 'telemetry-reader'
  | 'admin';

/** A member of staff: the one record that Teams, the API and the desk all recognise. */
export interface Person extends Stored {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly roles: readonly Role[];
  /** The verified identity of a Teams turn; never taken from card data. */
  readonly aadObjectId: string;
  readonly language: string;
  readonly active: boolean;
}

/** Where the bot reaches a person in Teams: kept from the last turn, needed for anything proactive. `id` is the person's id. */
export interface TeamsReference extends Stored {
  readonly serviceUrl: string;
  readonly conversationId: string;
  readonly channelId: string;
  readonly botId: string;
  readonly botName: string;
  readonly userId: string;
  readonly tenantId: string | null;
  /** Set when Teams says the person blocked or removed the bot. */
  readonly blockedAt: Date | null;
}
