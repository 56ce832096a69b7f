import type { Device } from '../../domain/iot/devices/device.ts';
import { id, instant, json, name, orNull, recordShape, text, word } from '../columns.ts';

/** Keeps the machines' own voices, their keys sealed. */
export const devices = recordShape<Device>(
  'devices',
  {
    name: text,
    model: name(200),
    assetId: orNull(id),
    state: word,
    sealedPrimaryKey: orNull(text),
    sealedSecondaryKey: orNull(text),
    thumbprints: json,
    rules: json,
    source: word,
    registeredAt: instant,
    registeredById: id,
    lastSeenAt: orNull(instant),
  },
  { indexes: [['assetId'], ['unitId', 'state']] },
);
