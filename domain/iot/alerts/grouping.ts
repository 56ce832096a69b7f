import type { Asset } from '../../assets/asset.ts';
import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import type { FindingKind } from '../finding.ts';
import { type Alert, standing } from './alert.ts';
import type { AlertSettings, GroupingField } from './settings.ts';

const longestKey = 380;

/** What a new alert is about. */
export interface AlertSubject {
  readonly device: Device;
  /** Null for a device that no machine is known of. */
  readonly asset: Asset | null;
  readonly channel: string;
  readonly kind: FindingKind;
}

const sharedValue: Record<GroupingField, (subject: AlertSubject) => string | null> = {
  device: ({ device }) => device.id,
  asset: ({ asset }) => asset?.id ?? null,
  site: ({ asset }) => asset?.siteId ?? null,
  account: ({ asset }) => asset?.accountId ?? null,
  model: ({ device }) => device.model || null,
  channel: ({ channel }) => channel,
  kind: ({ kind }) => kind,
};

/**
 * What alerts of one group share, as text that can be looked up by. Where a field has no value the device stands in for
 * it, so that machines nobody placed are not thrown together.
 */
export function groupKeyOf(groupBy: readonly GroupingField[], subject: AlertSubject): string {
  const fields = groupBy.length > 0 ? groupBy : (['device'] as const);
  const parts = fields.map(
    (field) => `${field}=${sharedValue[field](subject) ?? `device ${subject.device.id}`}`,
  );
  return parts.join(';').slice(0, longestKey);
}

/**
 * The alert a new one is counted under, or null when it stands for itself: the group's own alert, when the group's newest
 * is at most `groupSeconds` older (by the readings' clock); else, in a storm, whatever is gathering already. An alert that
 * is over gathers nothing.
 */
export async function parentFor(
  unit: Unit,
  { unitId, groupKey, at, settings }: Joining,
): Promise<Alert | null> {
  const match =
    (settings.isGrouping && (await newestOfGroup(unit, { unitId, groupKey, at, settings }))) ||
    (await newestOfStorm(unit, unitId, settings));
  if (!match) return null;
  const parent = match.parentId ? await unit.alerts.find(match.parentId) : match;
  return parent && standing.includes(parent.state) ? parent : null;
}

interface Joining {
  readonly unitId: string;
  readonly groupKey: string;
  /** When the new one's fault began. */
  readonly at: Date;
  readonly settings: AlertSettings;
}

function newestOfGroup(unit: Unit, { unitId, groupKey, at, settings }: Joining): Promise<Alert | undefined> {
  const windowMs = settings.groupSeconds * 1000;
  return unit.alerts.first(
    {
      all: [
        { unitId, groupKey, state: { in: standing }, lastAt: { atLeast: new Date(at.getTime() - windowMs) } },
        { lastAt: { atMost: new Date(at.getTime() + windowMs) } },
      ],
    },
    {
      orderBy: [
        ['lastAt', 'desc'],
        ['id', 'desc'],
      ],
    },
  );
}

async function newestOfStorm(
  unit: Unit,
  unitId: string,
  { stormAlerts, stormSeconds }: AlertSettings,
): Promise<Alert | undefined> {
  const since = new Date(unit.now.getTime() - stormSeconds * 1000);
  const recent = await unit.alerts.where(
    { unitId, raisedAt: { atLeast: since }, state: { in: standing } },
    {
      orderBy: [
        ['raisedAt', 'desc'],
        ['id', 'desc'],
      ],
      limit: stormAlerts,
    },
  );
  return recent.length >= stormAlerts ? recent[0] : undefined;
}
