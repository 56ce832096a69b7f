import type { Stored } from '../stored.ts';

/** Minutes of the local day, `[540, 1020]` = 09:00 to 17:00. `to` may be 1440. */
export type DayWindow = readonly [from: number, to: number];

/** Working hours in a time zone. `null` stands for around the clock wherever a calendar may be left out. */
export interface Calendar extends Stored {
  readonly name: string;
  /** IANA zone, e.g. `Europe/Berlin`. */
  readonly zone: string;
  /** Windows per weekday, Monday first (index 0) to Sunday (6); several a day are allowed, in order, not touching. */
  readonly week: readonly (readonly DayWindow[])[];
  /** Local dates `YYYY-MM-DD`: closed all day, or open in other windows. */
  readonly exceptions: Readonly<Record<string, readonly DayWindow[]>>;
}
