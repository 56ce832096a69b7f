import type { Unit } from '../../unit.ts';

const sparinglyMs = 6 * 3_600_000;

/**
 * Notes that a device was heard of, at most four times a day: a record that changed with every reading would cost more
 * than it tells, and the newest reading tells it exactly.
 */
export async function noteSeen(
  unit: Unit,
  { deviceId, at }: { readonly deviceId: string; readonly at: Date },
): Promise<void> {
  const found = await unit.devices.find(deviceId);
  if (!found) return;
  const isOld = found.lastSeenAt === null || at.getTime() - found.lastSeenAt.getTime() >= sparinglyMs;
  if (isOld) unit.devices.save({ ...found, lastSeenAt: at });
}
