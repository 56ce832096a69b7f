import {
  type CheckpointStore,
  earliestEventPosition,
  EventHubConsumerClient,
  type ReceivedEventData,
} from '@azure/event-hubs';
import type { EventStream } from './event-hub-reader.ts';

/** How long nothing may come before the reader hears of it; the last checkpoint is noted then. */
const quietSeconds = 2;
const mostAtOnce = 200;

/**
 * An IoT Hub's Event Hubs-compatible endpoint (`Endpoint=sb://...;SharedAccessKeyName=...;SharedAccessKey=...;EntityPath=...`),
 * read by Azure's client: replicas share its partitions, and a partition nobody has read yet is read from its beginning.
 */
export function azureStream({
  connectionString,
  consumerGroup,
  checkpoints,
}: {
  readonly connectionString: string;
  readonly consumerGroup: string;
  readonly checkpoints: CheckpointStore;
}): EventStream {
  // Greedy: all partitions at the start and not one every ten seconds.
  const loadBalancingOptions = { strategy: 'greedy' } as const;
  const client = new EventHubConsumerClient(consumerGroup, connectionString, checkpoints, {
    loadBalancingOptions,
  });
  return {
    name: `${client.fullyQualifiedNamespace}/${client.eventHubName}/${consumerGroup}`,
    open: ({ take, failed }) => {
      const subscription = client.subscribe(
        {
          processEvents: (events, context) =>
            take(events, {
              partitionId: context.partitionId,
              updateCheckpoint: (event) => context.updateCheckpoint(event as ReceivedEventData),
            }),
          processError: async (error, { partitionId }) => {
            if (!isHandedOver(error)) failed(error, partitionId);
          },
        },
        {
          startPosition: earliestEventPosition,
          maxBatchSize: mostAtOnce,
          maxWaitTimeInSeconds: quietSeconds,
          skipParsingBodyAsJson: true,
        },
      );
      return {
        close: async () => {
          await subscription.close();
          await client.close();
        },
      };
    },
  };
}

/** Another replica has taken a partition over: no failure, but how they share the work. */
const isHandedOver = (error: Error): boolean =>
  (error as { readonly code?: string }).code === 'ReceiverDisconnectedError';
