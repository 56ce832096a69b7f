import type { Stored } from '../../stored.ts';

/**
 * One partition of an IoT Hub's events: who reads it now, and up to where everything is in our own log. `id` is
 * `<stream>/<partition>`.
 */
export interface HubPartition extends Stored {
  /** Namespace, event hub and consumer group: what the reader reads. */
  readonly stream: string;
  readonly partitionId: string;
  readonly ownerId: string | null;
  readonly ownedAt: Date | null;
  readonly offset: string | null;
  readonly sequenceNumber: number | null;
}
