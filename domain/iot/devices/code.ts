import { Refused } from '../../refusals.ts';
import type { DeviceKeys, Labelled } from './device.ts';

const codePattern = /^FL1:(.{1,128}):([A-Z2-7]{16})$/;

/** What is printed on a device, as text or as a QR code: its id, and the proof that its unit printed it. */
export const codeOf = (keys: Pick<DeviceKeys, 'proofOf'>, device: Labelled): string =>
  `FL1:${device.id}:${keys.proofOf(device)}`;

/** Reads a code that somebody of a unit scanned or typed; refuses what that unit has not printed with `device.code_invalid`. */
export function readCode(
  keys: Pick<DeviceKeys, 'isProof'>,
  code: { readonly text: string; readonly unitId: string },
): string {
  const typed = code.text.trim();
  const mark = typed.lastIndexOf(':');
  const [, deviceId, proof] =
    codePattern.exec(typed.slice(0, mark).replace(/^fl1/, 'FL1') + typed.slice(mark).toUpperCase()) ?? [];
  if (deviceId === undefined || proof === undefined)
    throw new Refused('device.code_invalid', {
      problem: 'a code reads FL1, the device id and 16 characters',
    });
  if (!keys.isProof({ id: deviceId, unitId: code.unitId }, proof))
    throw new Refused('device.code_invalid', { problem: `its last part does not belong to ${deviceId}` });
  return deviceId;
}
