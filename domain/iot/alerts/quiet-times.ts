import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import type { FindingKind } from '../finding.ts';
import type { Condition } from './alert.ts';
import { raiseAlert } from './raise.ts';
import type { QuietTime } from './settings.ts';

const longestMs = 366 * 86_400_000;

/** What is to be kept quiet and when. */
export type PlannedQuiet = Pick<QuietTime, 'startAt' | 'endAt' | 'reason'> &
  Partial<Pick<QuietTime, 'purpose' | 'assetId' | 'deviceId' | 'channel' | 'kind'>>;

/** Plans a time in which findings of an asset or a device raise no alert: maintenance, or a fault one knows of. */
export async function planQuietTime(unit: Unit, input: PlannedQuiet): Promise<QuietTime> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const { startAt, endAt, reason, assetId = null, deviceId = null, channel = null, kind = null } = input;
  if ((assetId === null) === (deviceId === null))
    refuseQuiet('assetId', 'exactly one of assetId and deviceId must be there');
  if (endAt <= startAt || endAt <= unit.now) refuseQuiet('endAt', 'it must be after startAt, and ahead');
  if (endAt.getTime() - startAt.getTime() > longestMs) refuseQuiet('endAt', 'at most a year after startAt');
  if (!reason.trim()) refuseQuiet('reason', 'say why it is to be quiet');
  const of = assetId ? await unit.assets.get(assetId) : await unit.devices.get(deviceId ?? '');
  if (of.unitId !== unit.actor.unitId)
    // another unit's is not there
    throw new Refused('record.not_found', { kind: assetId ? 'assets' : 'devices', id: of.id });
  const planned = unit.quietTimes.save({
    id: unit.newId(),
    version: 0,
    unitId: of.unitId,
    purpose: input.purpose ?? 'maintenance',
    assetId,
    deviceId,
    channel,
    kind,
    startAt,
    endAt,
    reason: reason.trim(),
    createdById: unit.actor.id,
    findings: 0,
  });
  unit.startTimer({ kind: 'quiet-time.end', subjectId: planned.id, dueAt: endAt });
  return planned;
}

/** Ends a quiet time before its time: what still stands is told of at once. */
export async function cutQuietTime(unit: Unit, input: { readonly quietTimeId: string }): Promise<QuietTime> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const found = await unit.quietTimes.get(input.quietTimeId);
  if (found.endAt <= unit.now) refuseQuiet('id', 'this quiet time is over already');
  const startAt = found.startAt < unit.now ? found.startAt : unit.now;
  const cut = unit.quietTimes.save({ ...found, startAt, endAt: unit.now });
  unit.stopTimer('quiet-time.end', cut.id);
  await tellOfDevices(unit, cut);
  return cut;
}

/** A quiet time is over: faults that began in it and still stand raise their alerts now. Timer `quiet-time.end`. */
export async function endQuietTime(unit: Unit, quietTimeId: string): Promise<void> {
  const found = await unit.quietTimes.find(quietTimeId);
  if (found && found.endAt <= unit.now) await tellOfDevices(unit, found);
}

/** The quiet time a finding falls into: by the readings' clock or by ours, for what is late is of the same time. */
export async function quietTimeFor(
  unit: Unit,
  about: { readonly device: Device; readonly channel: string; readonly kind: FindingKind; readonly at: Date },
): Promise<QuietTime | undefined> {
  const { device, channel, kind, at } = about;
  const [early, late] = at < unit.now ? [at, unit.now] : [unit.now, at];
  const planned = await unit.quietTimes.where({
    startAt: { atMost: late },
    endAt: { above: early },
    any: [{ deviceId: device.id }, ...(device.assetId ? [{ assetId: device.assetId }] : [])],
  });
  const isIn = ({ startAt, endAt }: QuietTime, moment: Date) => startAt <= moment && moment < endAt;
  return planned.find((one) => (isIn(one, at) || isIn(one, unit.now)) && isAbout(one, { channel, kind }));
}

const isAbout = (quiet: QuietTime, { channel, kind }: Pick<Condition, 'channel' | 'kind'>): boolean =>
  (quiet.channel === null || quiet.channel === channel) && (quiet.kind === null || quiet.kind === kind);

async function tellOfDevices(unit: Unit, quiet: QuietTime): Promise<void> {
  const devices = quiet.deviceId
    ? [await unit.devices.find(quiet.deviceId)]
    : await unit.devices.where({ assetId: quiet.assetId });
  for (const device of devices)
    if (device?.state === 'enabled') await tellWhatStands(unit, device, (one) => isAbout(quiet, one));
}

/** Raises the alerts of faults that stand and were kept quiet, unless something else still keeps them so. */
export async function tellWhatStands(
  unit: Unit,
  device: Device,
  isMeant: (condition: Condition) => boolean,
): Promise<void> {
  const silent = await unit.conditions.where({ deviceId: device.id, isStanding: true, alertId: null });
  for (const condition of silent.filter(isMeant)) {
    const { channel, kind } = condition;
    const quiet = await quietTimeFor(unit, { device, channel, kind, at: unit.now });
    if (!quiet) await raiseAlert(unit, { device, condition });
  }
}

function refuseQuiet(place: string, problem: string): never {
  throw new Refused('input.invalid', { place, problem });
}
