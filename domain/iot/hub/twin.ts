import type { Stored } from '../../stored.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** What a device has subscribed to; kept because a device's session outlives its connection and ours. */
export type HubTopic = 'messages' | 'methods' | 'desired' | 'responses';

/**
 * A device's state as two documents: what it is wanted to be and what it says it is, each with a version that rises by
 * one at every change; tags are ours alone. `id` is the device's.
 */
export interface Twin extends Stored {
  readonly desired: JsonObject;
  readonly desiredVersion: number;
  readonly reported: JsonObject;
  readonly reportedVersion: number;
  readonly tags: JsonObject;
  /** What the device's lasting session listens to. */
  readonly listens: readonly HubTopic[];
}

/** The parts of a twin that a patch is merged into. */
export type TwinSection = 'desired' | 'reported' | 'tags';

/** The twin of a device that nobody has said anything about yet. IoT Hub counts versions from 1. */
export const newTwin = (device: { readonly id: string; readonly unitId: string }): Twin => ({
  id: device.id,
  version: 0,
  unitId: device.unitId,
  desired: {},
  desiredVersion: 1,
  reported: {},
  reportedVersion: 1,
  tags: {},
  listens: [],
});

/**
 * Merges a patch into a document as RFC 7396 says: `null` deletes, objects are merged key by key, everything else is
 * replaced whole. What a new key brings is merged into nothing, so that no `null` is ever kept.
 */
export function mergePatch(into: JsonObject, patch: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...into };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else if (isObject(value)) {
      const before = Object.hasOwn(into, key) ? into[key] : undefined;
      put(merged, key, mergePatch(isObject(before) ? before : {}, value));
    } else put(merged, key, value);
  }
  return merged;
}

// A key such as `__proto__` is data like any other.
const put = (target: Record<string, Json>, key: string, value: Json): void =>
  void Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });

/** Merges a patch into one part of a twin. The version rises at each change, also at one that changes nothing. */
export function patchTwin(twin: Twin, section: TwinSection, patch: JsonObject): Twin {
  const merged = mergePatch(twin[section], patch);
  if (section === 'desired') return { ...twin, desired: merged, desiredVersion: twin.desiredVersion + 1 };
  if (section === 'reported') return { ...twin, reported: merged, reportedVersion: twin.reportedVersion + 1 };
  return { ...twin, tags: merged };
}

/** A twin as the device itself may read it: both documents with their versions, and no tags. */
export const twinOnTheWire = (twin: Twin): JsonObject => ({
  desired: { ...twin.desired, $version: twin.desiredVersion },
  reported: { ...twin.reported, $version: twin.reportedVersion },
});
