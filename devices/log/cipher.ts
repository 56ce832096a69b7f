import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Seals and opens the groups of one segment under a key of its own, so that no nonce ever meets the same key twice. */
export interface SegmentCipher {
  seal(plain: Uint8Array, at: number, context: Uint8Array): Buffer;
  /** Throws when the bytes, their place or their header were changed. */
  open(sealed: Uint8Array, at: number, context: Uint8Array): Buffer;
}

/** What a sealed group is longer than its content. */
export const tagBytes = 16;
const checkBytes = 8;

/** The cipher of a segment: its key is derived from the installation's and the segment's random salt. */
export function segmentCipher(key: Uint8Array, salt: Uint8Array): SegmentCipher {
  const own = new Uint8Array(hkdfSync('sha256', key, salt, 'fieldline telemetry segment', 32));
  return {
    seal(plain, at, context) {
      const cipher = createCipheriv('aes-256-gcm', own, nonceOf(at));
      cipher.setAAD(context);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, at, context) {
      const cipher = createDecipheriv('aes-256-gcm', own, nonceOf(at), { authTagLength: tagBytes });
      cipher.setAAD(context);
      cipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - tagBytes)), cipher.final()]);
    },
  };
}

/** A few bytes by which a segment knows its key again without telling it. */
export const keyCheck = (key: Uint8Array, salt: Uint8Array): Buffer =>
  createHmac('sha256', key).update('fieldline key check').update(salt).digest().subarray(0, checkBytes);

/** The key that a segment was sealed with, if it is among those given. */
export const keyFor = (keys: readonly Uint8Array[], salt: Uint8Array, check: Uint8Array) =>
  keys.find((key) => timingSafeEqual(keyCheck(key, salt), check));

// A segment is written once, front to back, by one process: a group's place in it is never used again.
function nonceOf(at: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeDoubleLE(at, 0);
  return nonce;
}
