import { Refused } from '../../refusals.ts';
import { type Json, utf8Bytes } from './json.ts';

/** IoT Hub's limits of a direct method. */
export const methodLimits = {
  payloadBytes: 131_072,
  leastSeconds: 5,
  mostSeconds: 300,
  usualSeconds: 30,
  nameLength: 100,
} as const;

// IoT Hub's signs, without those that mean something in a topic or an address.
const name = /^[A-Za-z0-9._!'*^`|~-]+$/;

/** Refuses a name that no topic could carry. */
export function requireMethodName(method: string): void {
  if (method.length > methodLimits.nameLength || !name.test(method))
    throw new Refused('input.invalid', {
      place: 'name',
      problem: `a method's name has up to ${methodLimits.nameLength} letters, digits or signs such as - . _`,
    });
}

/** Refuses what is larger than a method may bring or answer. */
export function requirePayloadSize(payload: Json, place = 'payload'): void {
  if (utf8Bytes(JSON.stringify(payload)) > methodLimits.payloadBytes)
    throw new Refused('input.invalid', {
      place,
      problem: `it may have ${methodLimits.payloadBytes / 1_024} KiB`,
    });
}

/** Seconds a device has for its answer: within the limits, the usual ones when none are named. */
export const methodSeconds = (asked: number | undefined): number =>
  Math.min(Math.max(asked ?? methodLimits.usualSeconds, methodLimits.leastSeconds), methodLimits.mostSeconds);
