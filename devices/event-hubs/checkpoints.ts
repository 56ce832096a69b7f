import type { Checkpoint, CheckpointStore, PartitionOwnership } from '@azure/event-hubs';
import type { HubPartition } from '../../domain/iot/hub/partition.ts';
import type { ReadTable } from '../../domain/table.ts';
import type { Commit, Unit } from '../../domain/unit.ts';

type Stream = Pick<Checkpoint, 'fullyQualifiedNamespace' | 'eventHubName' | 'consumerGroup'>;

/**
 * Keeps in our own database who reads which partition and how far: replicas share the partitions among them, and after a
 * crash reading goes on behind what is known to be on disk.
 */
export function checkpointStore({
  partitions,
  commit,
}: {
  readonly partitions: ReadTable<HubPartition>;
  readonly commit: Commit;
}): CheckpointStore {
  return {
    listOwnership: async (fullyQualifiedNamespace, eventHubName, consumerGroup) => {
      const stream = { fullyQualifiedNamespace, eventHubName, consumerGroup };
      const found = await partitions.where({ stream: nameOf(stream) });
      return found.flatMap((one) => ownershipOf(one, stream) ?? []);
    },
    claimOwnership: async (wanted) => {
      const claimed: PartitionOwnership[] = [];
      for (const one of wanted) {
        const mine = await commit((unit) => claim(unit, one));
        if (mine) claimed.push(mine);
      }
      return claimed;
    },
    updateCheckpoint: async (checkpoint) => {
      await commit(async (unit) => {
        const { offset, sequenceNumber } = checkpoint;
        unit.hubPartitions.save({ ...(await partitionOf(unit, checkpoint)), offset, sequenceNumber });
      });
    },
    listCheckpoints: async (fullyQualifiedNamespace, eventHubName, consumerGroup) => {
      const stream = { fullyQualifiedNamespace, eventHubName, consumerGroup };
      const found = await partitions.where({ stream: nameOf(stream) });
      return found.flatMap(({ partitionId, offset, sequenceNumber }) =>
        offset === null || sequenceNumber === null ? [] : { ...stream, partitionId, offset, sequenceNumber },
      );
    },
  };
}

const nameOf = (stream: Stream): string =>
  `${stream.fullyQualifiedNamespace}/${stream.eventHubName}/${stream.consumerGroup}`.toLowerCase();

async function partitionOf(unit: Unit, at: Stream & { readonly partitionId: string }): Promise<HubPartition> {
  const stream = nameOf(at);
  const id = `${stream}/${at.partitionId}`;
  const blank = { ownerId: null, ownedAt: null, offset: null, sequenceNumber: null };
  const { partitionId } = at;
  const found = await unit.hubPartitions.find(id);
  return found ?? { id, version: 0, unitId: unit.actor.unitId, stream, partitionId, ...blank };
}

/** Undefined when somebody else has claimed it since the caller looked. */
async function claim(unit: Unit, wanted: PartitionOwnership): Promise<PartitionOwnership | undefined> {
  const found = await partitionOf(unit, wanted);
  if (tagOf(found) !== wanted.etag) return undefined;
  // An instant of its own for each claim, so that a later one is told from an earlier one of the same owner.
  const ownedAt = new Date(Math.max(unit.now.getTime(), (found.ownedAt?.getTime() ?? 0) + 1));
  return ownershipOf(unit.hubPartitions.save({ ...found, ownerId: wanted.ownerId, ownedAt }), wanted);
}

const tagOf = ({ ownerId, ownedAt }: HubPartition): string | undefined =>
  ownedAt === null ? undefined : `${ownerId}@${ownedAt.getTime()}`;

function ownershipOf(found: HubPartition, stream: Stream): PartitionOwnership | undefined {
  const { partitionId, ownerId, ownedAt } = found;
  const { fullyQualifiedNamespace, eventHubName, consumerGroup } = stream;
  const etag = tagOf(found);
  if (ownedAt === null || etag === undefined) return undefined;
  return {
    fullyQualifiedNamespace,
    eventHubName,
    consumerGroup,
    partitionId,
    ownerId: ownerId ?? '',
    lastModifiedTimeInMs: ownedAt.getTime(),
    etag,
  };
}
