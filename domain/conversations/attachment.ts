import type { Stored } from '../stored.ts';

/** A stored file and who may read it: the participants of its conversation and staff of its unit. */
export interface Attachment extends Stored {
  readonly conversationId: string;
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly createdAt: Date;
}
