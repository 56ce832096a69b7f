import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import type { Told } from '../told.ts';
import { type Alert, type Condition, conditionId, standing } from './alert.ts';
import { endUnlessGrouped } from './clear.ts';
import { quietTimeFor } from './quiet-times.ts';
import { raiseAlert, reopenAlert, updateAlert } from './raise.ts';
import { settingsOf } from './settings.ts';
import { worse } from './severity.ts';

/**
 * Takes in what telemetry says: one alert stands for each device, kind and channel, whatever number of findings tell of
 * it, and in whatever order or however often they come. Answers the alert concerned; null when the finding was taken in
 * before, is kept quiet, or ends what nobody was told of. Refuses with `record.not_found` for an unknown device.
 */
export async function recordFinding(unit: Unit, finding: Told): Promise<Alert | null> {
  const device = await unit.devices.get(finding.device);
  const before = await unit.conditions.find(conditionId(device.id, finding.channel, finding.kind));
  if (before && isReplay(before, finding)) return null;
  const known = before?.since.getTime() === finding.raisedAt ? before : undefined;
  const condition = unit.conditions.save(merged(device, finding, { before, known }));
  const alert = condition.alertId ? await unit.alerts.find(condition.alertId) : undefined;
  if (finding.state === 'cleared') return backInBand(unit, alert, condition);
  const added = condition.count - (known?.count ?? 0);
  return outOfBand(unit, { device, condition, alert, known, added });
}

/** An episode older than the newest, one that is over, or nothing that was not known of the one that stands. */
function isReplay(before: Condition, finding: Told): boolean {
  const since = before.since.getTime();
  if (finding.raisedAt !== since) return finding.raisedAt < since;
  if (!before.isStanding) return true;
  const saysMore =
    finding.state === 'cleared' ||
    finding.count > before.count ||
    worse(before.severity, finding.severity) !== before.severity;
  return !saysMore;
}

function merged(
  device: Device,
  finding: Told,
  { before, known }: { readonly before: Condition | undefined; readonly known: Condition | undefined },
): Condition {
  const { channel, kind, state, severity, score, detail, count, at, raisedAt } = finding;
  const isNewest = state === 'raised' && at >= (known?.lastAt.getTime() ?? 0);
  return {
    id: conditionId(device.id, channel, kind),
    version: before?.version ?? 0,
    unitId: device.unitId,
    deviceId: device.id,
    channel,
    kind,
    isStanding: state === 'raised',
    since: new Date(raisedAt),
    firstAt: known?.firstAt ?? new Date(at),
    lastAt: new Date(Math.max(at, known?.lastAt.getTime() ?? 0)),
    severity: known ? worse(known.severity, severity) : severity,
    score: Math.max(score, known?.score ?? 0),
    detail: isNewest || !known ? detail : known.detail,
    count: Math.max(count, known?.count ?? 0),
    alertId: before?.alertId ?? null,
  };
}

interface OutOfBand {
  readonly device: Device;
  readonly condition: Condition;
  readonly alert: Alert | undefined;
  /** What was known of this same episode. */
  readonly known: Condition | undefined;
  readonly added: number;
}

async function outOfBand(unit: Unit, about: OutOfBand): Promise<Alert | null> {
  const { device, condition, alert, known, added } = about;
  const { channel, kind, lastAt: at } = condition;
  const quiet = await quietTimeFor(unit, { device, channel, kind, at });
  if (quiet) unit.quietTimes.save({ ...quiet, findings: quiet.findings + 1 });
  if (alert && standing.includes(alert.state)) return updateAlert(unit, alert, { condition, added });
  if (quiet || device.state !== 'enabled') {
    unit.conditions.save({ ...condition, alertId: null });
    return null;
  }
  if (!alert) return raiseAlert(unit, { device, condition });
  const isEndedByHand = known !== undefined; // telemetry itself ends the episode with the alert
  if (isEndedByHand && known.severity === condition.severity) return null;
  if (await isBackAtOnce(unit, alert, condition)) return reopenAlert(unit, alert, { device, condition });
  return raiseAlert(unit, { device, condition });
}

async function isBackAtOnce(unit: Unit, alert: Alert, { firstAt }: Condition): Promise<boolean> {
  if (alert.clearReason !== 'in-band' || !alert.inBandAt) return false;
  const { groupSeconds } = await settingsOf(unit, alert.unitId);
  return firstAt.getTime() - alert.inBandAt.getTime() <= groupSeconds * 1000;
}

async function backInBand(
  unit: Unit,
  alert: Alert | undefined,
  { lastAt: at }: Condition,
): Promise<Alert | null> {
  if (!alert || !standing.includes(alert.state)) return null;
  return endUnlessGrouped(unit, alert, { reason: 'in-band', at });
}
