import type { TimerKind } from './outgoing.ts';

/** A due timer that a worker holds. */
export interface ClaimedTimer {
  /** `<kind>:<subjectId>`. */
  readonly id: string;
  readonly kind: TimerKind;
  readonly subjectId: string;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly fence: string;
}

/** Rows that become due by the product's clock. */
export interface Timers {
  /** The product's clock is read once, and every row due by it may be taken. */
  claimDue(limit: number): Promise<ClaimedTimer[]>;
  giveBack(claimed: ClaimedTimer, nextAt: Date | null, error: string): Promise<void>;
  /** When the next timer falls due, to sleep until then. */
  nextDueAt(): Promise<Date | null>;
  counts(): Promise<{ readonly waiting: number; readonly dead: number; readonly lateMs: number }>;
}
