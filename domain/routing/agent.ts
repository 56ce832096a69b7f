import type { Stored } from '../stored.ts';
import type { Characteristic } from './characteristic.ts';

export type Presence = 'available' | 'busy' | 'do-not-disturb' | 'away' | 'offline';

/** A person's working side as an agent. `id` is the person's id. */
export interface Agent extends Stored {
  readonly name: string;
  readonly presence: Presence;
  /** Set by hand: do-not-disturb, away and offline stick until changed by hand. */
  readonly presenceByHand: boolean;
  readonly presenceAt: Date;
  readonly capacityUnits: number;
  readonly characteristics: readonly Characteristic[];
  readonly senior: boolean;
  readonly languages: readonly string[];
  /** Case that plain text in Teams goes to. */
  readonly focusCaseId: string | null;
  /** Last assignment per queue (ISO instants), for round robin. */
  readonly lastAssignedAt: Readonly<Record<string, string>>;
  /** When capacity was last released, for least-active. */
  readonly lastReleasedAt: Date | null;
}
