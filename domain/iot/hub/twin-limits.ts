import { Refused } from '../../refusals.ts';
import { isObject, type Json, type JsonObject, utf8Bytes } from './json.ts';
import type { TwinSection } from './twin.ts';

/** How large each part of a twin may grow, in bytes as `sizeBytes` counts them (IoT Hub's limits). */
export const sectionBytes: Readonly<Record<TwinSection, number>> = {
  desired: 32_768,
  reported: 32_768,
  tags: 8_192,
};

const keyBytes = 1_024;
const textBytes = 4_096;
const deepest = 10;
const wholeMost = 4_503_599_627_370_495;
const wholeLeast = -4_503_599_627_370_496;
// Control characters, the dot, the dollar sign and the space.
const forbiddenInKey = /[\p{Cc}.$ ]/u;

/** Counts as IoT Hub does: keys and texts by their bytes without control characters, a number 8, yes or no 4. */
export function sizeBytes(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'string') return textSize(value);
  if (typeof value === 'number') return 8;
  if (typeof value === 'boolean') return 4;
  if (!isObject(value)) return value.reduce<number>((sum, one) => sum + sizeBytes(one), 0);
  return Object.entries(value).reduce((sum, [key, one]) => sum + textSize(key) + sizeBytes(one), 0);
}

const textSize = (text: string): number => utf8Bytes(text.replace(/\p{Cc}/gu, ''));

/** Refuses a patch that no twin may hold, naming the place: keys, texts, whole numbers and depth. */
export function requirePatch(patch: JsonObject, section: TwinSection): void {
  check(patch, section, 1);
}

function check(value: Json, place: string, depth: number): void {
  if (typeof value === 'string' && utf8Bytes(value) > textBytes)
    throw no(place, `a text may have ${textBytes} bytes`);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw no(place, 'not a number');
    if (Number.isInteger(value) && (value > wholeMost || value < wholeLeast))
      throw no(place, `a whole number must be from ${wholeLeast} to ${wholeMost}`);
  }
  if (typeof value !== 'object' || value === null) return;
  if (depth > deepest) throw no(place, `nested more than ${deepest} deep`);
  for (const [key, one] of Object.entries(value)) {
    if (!Array.isArray(value)) requireKey(key, place);
    check(one as Json, `${place}.${key}`, depth + 1);
  }
}

function requireKey(key: string, place: string): void {
  if (key === '' || forbiddenInKey.test(key))
    throw no(place, `the key ${JSON.stringify(key.slice(0, 60))} has a character that no key may have`);
  if (utf8Bytes(key) > keyBytes) throw no(place, `a key may have ${keyBytes} bytes`);
}

/** Refuses a document that has grown past its part's limit. */
export function requireSize(document: JsonObject, section: TwinSection): void {
  const size = sizeBytes(document);
  if (size > sectionBytes[section])
    throw new Refused('twin.too_large', { section, size, limit: sectionBytes[section] });
}

const no = (place: string, problem: string) =>
  new Refused('input.invalid', { place: place.slice(0, 200), problem });
