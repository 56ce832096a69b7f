import { Refused } from '../../refusals.ts';

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const mostThumbprints = 4;

/** Refuses a key that is too short to be one: base64 of 16 to 64 bytes, as IoT hubs have them. */
export function requireKey(key: string, place: string): string {
  const padding = key.endsWith('==') ? 2 : key.endsWith('=') ? 1 : 0;
  const bytes = (key.length * 3) / 4 - padding;
  if (!base64.test(key) || bytes < 16 || bytes > 64)
    throw new Refused('input.invalid', { place, problem: 'a key is base64 of 16 to 64 bytes' });
  return key;
}

/** SHA-256 thumbprints as certificates are compared: 64 lower-case hexadecimal digits, without colons. */
export function requireThumbprints(given: readonly string[], place: string): readonly string[] {
  const read = given.map((one) => one.replace(/[:\s]/g, '').toLowerCase());
  const wrong = read.findIndex((one) => !/^[0-9a-f]{64}$/.test(one));
  if (wrong >= 0)
    throw new Refused('input.invalid', {
      place: `${place}[${wrong}]`,
      problem: 'a thumbprint is 64 hexadecimal digits (SHA-256)',
    });
  if (read.length > mostThumbprints)
    throw new Refused('input.invalid', { place, problem: `at most ${mostThumbprints} certificates` });
  return [...new Set(read)];
}
