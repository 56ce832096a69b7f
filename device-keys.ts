import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import type { DeviceKeys, Labelled } from './domain/iot/devices/device.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * The cryptography of device keys, all of it from the product's secret: keys are stored sealed with AES-256-GCM, each
 * bound to its device's id, so that neither a copy of the database nor a row moved to another device gives one away.
 * A secret that is changed opens nothing of before: the devices' keys are then rotated.
 */
export function deviceKeys(secret: string): DeviceKeys {
  const sealing = derived(secret, 'device keys: sealing');
  const printing = derived(secret, 'device keys: codes');
  // A label belongs to one unit: what another unit prints for the same id opens nothing here.
  const printed = (what: string, { unitId, id }: Labelled) =>
    createHmac('sha256', printing).update(JSON.stringify([what, unitId, id]));
  const proofOf = (device: Labelled) => lettersOf(printed('proof', device).digest());
  return {
    make: () => randomBytes(32).toString('base64'),
    derive: (device) => printed('key', device).digest('base64'),
    seal(deviceId, key) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(deviceId));
      const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
      return `1.${Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64')}`;
    },
    open(deviceId, sealed) {
      try {
        return opened(sealing, { deviceId, sealed });
      } catch {
        throw new Error(
          `the key of device ${deviceId} does not open: it was sealed under another FIELDLINE_SECRET; rotate it`,
        );
      }
    },
    proofOf,
    isProof(device, proof) {
      const [given, right] = [Buffer.from(proof), Buffer.from(proofOf(device))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

function opened(sealing: Uint8Array, { deviceId, sealed }: { deviceId: string; sealed: string }): string {
  const bytes = Buffer.from(sealed.slice(2), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, nonceBytes))
    .setAAD(Buffer.from(deviceId))
    .setAuthTag(bytes.subarray(bytes.length - tagBytes));
  const body = bytes.subarray(nonceBytes, bytes.length - tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

const derived = (secret: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, 'fieldline', purpose, 32));

/** Sixteen letters and digits that people can type: five bits each, without the digits that look like letters. */
const lettersOf = (bytes: Uint8Array): string =>
  Array.from({ length: 16 }, (_, at) => letters[(bytes[at] ?? 0) & 31]).join('');
