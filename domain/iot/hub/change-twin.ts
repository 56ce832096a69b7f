import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { ReadTable } from '../../table.ts';
import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import { requireSafeDocument } from '../commands/safe-range.ts';
import type { JsonObject } from './json.ts';
import { type HubTopic, newTwin, patchTwin, type Twin, type TwinSection } from './twin.ts';
import { requirePatch, requireSize } from './twin-limits.ts';

interface TwinTables {
  readonly devices: ReadTable<Device>;
  readonly twins: ReadTable<Twin>;
}

/** The twin of a device, made up where nothing has been said about the device yet. */
export async function twinOf({ devices, twins }: TwinTables, deviceId: string): Promise<Twin> {
  return (await twins.find(deviceId)) ?? newTwin(await devices.get(deviceId));
}

/** What staff want of a device: parts of its twin, each merged by itself; `null` deletes. */
export interface TwinChange {
  readonly deviceId: string;
  readonly desired?: JsonObject;
  readonly reported?: JsonObject;
  readonly tags?: JsonObject;
}

/** Changes a twin from our side. What is desired reaches the device at once if it listens; safe ranges hold here too. */
export async function changeTwin(unit: Unit, { deviceId, ...patches }: TwinChange): Promise<Twin> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const device = await unit.devices.get(deviceId);
  if (patches.desired) await requireSafeDocument(unit, device, patches.desired);
  let twin = await twinOf(unit, deviceId);
  for (const section of ['desired', 'reported', 'tags'] as const) {
    const patch = patches[section];
    if (patch) twin = merge(unit, { twin, section, patch });
  }
  return unit.twins.save(twin);
}

/** Takes in what a device says of itself; answers the new version. */
export async function reportTwin(
  unit: Unit,
  { deviceId, patch }: { readonly deviceId: string; readonly patch: JsonObject },
): Promise<number> {
  const twin = merge(unit, { twin: await twinOf(unit, deviceId), section: 'reported', patch });
  return unit.twins.save(twin).reportedVersion;
}

function merge(
  unit: Unit,
  { twin, section, patch }: { twin: Twin; section: TwinSection; patch: JsonObject },
): Twin {
  requirePatch(patch, section);
  const patched = patchTwin(twin, section, patch);
  requireSize(patched[section], section);
  // What is desired must reach the device, so the change itself goes along; what devices report would fill the event log.
  if (section === 'desired')
    unit.emit('twin.desired', { deviceId: twin.id, version: patched.desiredVersion, patch });
  return patched;
}

/** Remembers what a device's lasting session listens to, so that it is served again after our own restart. */
export async function noteListening(
  unit: Unit,
  { deviceId, listens }: { readonly deviceId: string; readonly listens: readonly HubTopic[] },
): Promise<void> {
  const twin = await twinOf(unit, deviceId);
  const wanted = [...new Set(listens)].sort();
  if (wanted.join() !== twin.listens.join()) unit.twins.save({ ...twin, listens: wanted });
}

/** Refuses what is not enabled: nothing is sent to a device that may not sign in. */
export function requireEnabled(device: Device): void {
  if (device.state !== 'enabled')
    throw new Refused('device.not_enabled', { device: device.name || device.id, state: device.state });
}
