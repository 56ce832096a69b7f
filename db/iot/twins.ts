import type { DeviceModel } from '../../domain/iot/commands/device-model.ts';
import type { HubPartition } from '../../domain/iot/hub/partition.ts';
import type { Twin } from '../../domain/iot/hub/twin.ts';
import { id, instant, json, name, orNull, recordShape, text, whole } from '../columns.ts';

/** Keeps what each device is wanted to be and says it is. */
export const twins = recordShape<Twin>('twins', {
  desired: json,
  desiredVersion: whole,
  reported: json,
  reportedVersion: whole,
  tags: json,
  listens: json,
});

/** Keeps what devices of each model can be told, and what is safe for them. */
export const deviceModels = recordShape<DeviceModel>('device_models', {
  name: text,
  commands: json,
  afterService: orNull(text),
});

/** Keeps how far each partition of an IoT Hub's events has been read, and by whom. */
export const hubPartitions = recordShape<HubPartition>(
  'hub_partitions',
  {
    stream: name(400),
    partitionId: name(100),
    ownerId: orNull(id),
    ownedAt: orNull(instant),
    offset: orNull(name(100)),
    sequenceNumber: orNull(whole),
  },
  { indexes: [['stream']] },
);
