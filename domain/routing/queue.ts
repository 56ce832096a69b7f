import type { Stored } from '../stored.ts';

export type AssignmentMethod = 'highest-capacity' | 'round-robin' | 'least-active';

/** A waiting line for one kind of work, and how it finds its agent. */
export interface Queue extends Stored {
  readonly name: string;
  /** Small goes first. */
  readonly priority: number;
  readonly memberIds: readonly string[];
  readonly method: AssignmentMethod;
  /** How many agents see the offer at once; the first to accept wins. */
  readonly offersAtOnce: number;
  readonly offerSeconds: number;
  readonly calendarId: string | null;
  /** Categories of the workstream that lead here. */
  readonly categories: readonly string[];
  readonly fallback: boolean;
}
