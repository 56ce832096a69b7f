/** What can be wrong with a channel or a device: one kind a detector, and one open alert a device, kind and channel. */
export type FindingKind =
  | 'threshold'
  | 'point'
  | 'shift'
  | 'drift'
  | 'variance'
  | 'stuck'
  | 'gap'
  | 'season'
  | 'novelty'
  | 'joint'
  | 'peers';

/** How soon somebody has to look, the most urgent first. */
export type Severity = 'critical' | 'major' | 'minor' | 'warning' | 'info';

/** Severities from the most to the least urgent, for sorting and for "at least as urgent as". */
export const severities: readonly Severity[] = ['critical', 'major', 'minor', 'warning', 'info'];

/** One change of what is known to be wrong: something was raised, or what was raised is over. */
export interface Finding {
  readonly device: string;
  readonly channel: string;
  /** The reading's time, or the tick's: when it could be known, not when it began. Epoch milliseconds. */
  readonly at: number;
  readonly state: 'raised' | 'cleared';
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** 0..1; the alarm line of every kind is 0.5. */
  readonly score: number;
  /** A sentence for people, with numbers, units of time, and what was expected. */
  readonly detail: string;
}
