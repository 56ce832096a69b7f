import type { Stored } from '../../stored.ts';
import type { ReadTable } from '../../table.ts';
import type { FindingKind, Severity } from '../finding.ts';

/** What alerts of one group have in common. */
export type GroupingField = 'device' | 'asset' | 'site' | 'account' | 'model' | 'channel' | 'kind';

/** How a unit's alerts are grouped, calmed and followed up; its id is the unit's. */
export interface AlertSettings extends Stored {
  readonly isGrouping: boolean;
  readonly groupBy: readonly GroupingField[];
  /** A new alert joins the group when it comes at most so long after the group's newest. */
  readonly groupSeconds: number;
  /** More new alerts than this within the storm's time are gathered under one. */
  readonly stormAlerts: number;
  readonly stormSeconds: number;
  /** From this severity on a case is opened, and a work order made, without anybody asking; null for never. */
  readonly caseFrom: Severity | null;
  readonly workOrderFrom: Severity | null;
  /** From this severity on dispatchers and supervisors are shown a card at once. */
  readonly showFrom: Severity;
  /** How long telemetry has to come back in band after a work order was completed. */
  readonly verifyMinutes: number;
  /** Whether a repair that did not help makes a further work order by itself. */
  readonly isFollowingUp: boolean;
}

/** What holds until an admin has set something else. */
export const usualSettings: Omit<AlertSettings, 'id' | 'version' | 'unitId'> = {
  isGrouping: true,
  groupBy: ['device'],
  groupSeconds: 300,
  stormAlerts: 20,
  stormSeconds: 60,
  caseFrom: null,
  workOrderFrom: null,
  showFrom: 'warning',
  verifyMinutes: 30,
  isFollowingUp: true,
};

/** How a unit wants its alerts treated: what was set, or what is usual. */
export const settingsOf = async (
  { alertSettings }: { readonly alertSettings: ReadTable<AlertSettings> },
  unitId: string,
): Promise<AlertSettings> =>
  (await alertSettings.find(unitId)) ?? { id: unitId, version: 0, unitId, ...usualSettings };

/** A time in which findings of an asset, a device, or one channel and kind of it are counted and raise no alert. */
export interface QuietTime extends Stored {
  /** `maintenance` is planned work; `suppression` is a person's wish about one fault. */
  readonly purpose: 'maintenance' | 'suppression';
  readonly assetId: string | null;
  readonly deviceId: string | null;
  readonly channel: string | null;
  readonly kind: FindingKind | null;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly reason: string;
  readonly createdById: string;
  /** Findings counted so far. */
  readonly findings: number;
}
