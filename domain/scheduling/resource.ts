import type { Characteristic } from '../routing/characteristic.ts';
import type { Stored } from '../stored.ts';

/** Anything bookable; here a technician with a van. */
export interface Resource extends Stored {
  readonly name: string;
  /** The technician behind it. */
  readonly personId: string;
  readonly characteristics: readonly Characteristic[];
  readonly territoryIds: readonly string[];
  /** Where the day starts and ends. */
  readonly homeLat: number;
  readonly homeLon: number;
  readonly calendarId: string;
  readonly active: boolean;
}

export interface Territory extends Stored {
  readonly name: string;
}
