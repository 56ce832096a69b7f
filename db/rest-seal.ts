import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Seals files at rest under DATA_ENCRYPTION_KEY, and opens what was sealed under it or under an older key. */
export interface RestSeal {
  seal(bytes: Uint8Array, name: string): Uint8Array;
  /** What was never sealed is answered as it is. Throws when the file was changed, moved, or its key is not given. */
  open(bytes: Uint8Array, name: string): Uint8Array;
}

const magic = Buffer.from('FLSEAL01');
const [saltBytes, checkBytes, tagBytes] = [16, 8, 16];
const headBytes = magic.length + saltBytes + checkBytes;

/** The seal for these keys (32 bytes each, the newest first); without any, files stay as they are. */
export function restSeal(keys: readonly Uint8Array[]): RestSeal {
  const [newest] = keys;
  return {
    seal(bytes, name) {
      if (!newest) return bytes;
      const salt = randomBytes(saltBytes);
      const cipher = createCipheriv('aes-256-gcm', fileKey(newest, salt), nonce);
      cipher.setAAD(Buffer.from(name));
      const sealed = [cipher.update(bytes), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat([magic, salt, checkOf(newest, salt), ...sealed]);
    },
    open(bytes, name) {
      const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const isSealed = whole.length >= headBytes + tagBytes && whole.subarray(0, magic.length).equals(magic);
      if (!isSealed) return bytes;
      const salt = whole.subarray(magic.length, magic.length + saltBytes);
      const check = whole.subarray(magic.length + saltBytes, headBytes);
      const key = keys.find((one) => timingSafeEqual(checkOf(one, salt), check));
      if (!key) throw new Error(`${name} is sealed under a key that DATA_ENCRYPTION_KEY does not hold`);
      const decipher = createDecipheriv('aes-256-gcm', fileKey(key, salt), nonce, {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(whole.subarray(whole.length - tagBytes));
      return Buffer.concat([
        decipher.update(whole.subarray(headBytes, whole.length - tagBytes)),
        decipher.final(),
      ]);
    },
  };
}

// Each file has a key of its own by its random salt, so that one nonce is enough.
const nonce = Buffer.alloc(12);

const fileKey = (key: Uint8Array, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'fieldline file at rest', 32));

const checkOf = (key: Uint8Array, salt: Uint8Array): Buffer =>
  createHmac('sha256', key).update('fieldline file check').update(salt).digest().subarray(0, checkBytes);
