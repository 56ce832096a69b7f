import { Refused } from '../../refusals.ts';
import type { Stored } from '../../stored.ts';
import type { FindingKind, Severity } from '../finding.ts';

export type AlertState = 'open' | 'acknowledged' | 'cleared';

/** How an alert ended. */
export type ClearReason = 'in-band' | 'by-hand' | 'suppressed' | 'device-gone';

/**
 * What people are to look at: one for each device, kind and channel while the fault stands, however many findings tell of
 * it. It is updated in place.
 */
export interface Alert extends Stored {
  /** What people say: `L-214`. */
  readonly number: string;
  readonly deviceId: string;
  /** The device's asset when it was raised. */
  readonly assetId: string | null;
  /** The device's channel of readings. */
  readonly channel: string;
  readonly kind: FindingKind;
  readonly state: AlertState;
  /** The worst so far. */
  readonly severity: Severity;
  /** The highest so far, 0 to 1. */
  readonly score: number;
  /** The newest sentence of the detector or the rule. */
  readonly detail: string;
  /** Findings and the readings they stand for, counted and not stored. */
  readonly count: number;
  /** By the readings' clock: when the fault was first and last told of. */
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** When telemetry came back in band; null while it is out. */
  readonly inBandAt: Date | null;
  readonly raisedAt: Date;
  /** What it has in common with the others of its group; see `groupKeyOf`. */
  readonly groupKey: string;
  /** The alert that stands for the whole group; null for one that stands for itself. */
  readonly parentId: string | null;
  /** How many others were counted under it so far, over or not. */
  readonly grouped: number;
  readonly caseId: string | null;
  readonly workOrderId: string | null;
  /** A card not wanted before then. */
  readonly snoozedUntil: Date | null;
  /** A reset was asked for after a repair; telemetry has until then to come back in band. */
  readonly verifyUntil: Date | null;
  /** What is to be known about the repair: "still out of band after W-2077". */
  readonly note: string | null;
  readonly acknowledgedById: string | null;
  readonly acknowledgedAt: Date | null;
  readonly clearedById: string | null;
  readonly clearedAt: Date | null;
  readonly clearReason: ClearReason | null;
  readonly clearText: string | null;
}

/** States in which an alert is still somebody's business. */
export const standing: readonly AlertState[] = ['open', 'acknowledged'];

// A fault that comes back at once is the same fault: its alert is opened again, not another one made.
const transitions: Record<AlertState, readonly AlertState[]> = {
  open: ['acknowledged', 'cleared'],
  acknowledged: ['cleared'],
  cleared: ['open'],
};

/** Moves an alert along its transition table; anything else is refused with both states named. */
export function moveAlert(found: Alert, to: AlertState): Alert {
  if (!transitions[found.state].includes(to))
    throw new Refused('alert.transition_not_allowed', { number: found.number, from: found.state, to });
  return { ...found, state: to };
}

/** What every event of an alert says: which, of which device and machine, and the case it led to. */
export const aboutAlert = ({ id: alertId, number, deviceId, assetId, caseId }: Alert) => ({
  alertId,
  number,
  deviceId,
  assetId,
  caseId,
});

/**
 * What telemetry says of one kind at one channel of a device, whatever people do about it: written by findings alone. It
 * remembers which findings were taken in, so that a replay after a crash changes nothing, and it outlives each alert.
 */
export interface Condition extends Stored {
  readonly deviceId: string;
  readonly channel: string;
  readonly kind: FindingKind;
  /** Out of band now. */
  readonly isStanding: boolean;
  /** Names its newest episode, by the product's clock: a finding of an older one is a replay. */
  readonly since: Date;
  /** By the readings' clock. */
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly severity: Severity;
  readonly score: number;
  readonly detail: string;
  /** Readings of the newest episode. */
  readonly count: number;
  /** The alert it was last told in; null while it is kept quiet. */
  readonly alertId: string | null;
}

/** The one condition of a device, channel and kind: the id is what keeps it the only one. */
export const conditionId = (deviceId: string, channel: string, kind: FindingKind): string =>
  `${deviceId}/${kind}/${channel}`;

/** What an alert holds that nobody has attended to yet: the begin of every one. */
export const newlyOpen = {
  version: 0,
  state: 'open',
  inBandAt: null,
  grouped: 0,
  caseId: null,
  workOrderId: null,
  snoozedUntil: null,
  verifyUntil: null,
  note: null,
  acknowledgedById: null,
  acknowledgedAt: null,
  clearedById: null,
  clearedAt: null,
  clearReason: null,
  clearText: null,
} as const;
