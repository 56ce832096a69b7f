import type { Stored } from '../stored.ts';

export type SessionEnd =
  | 'agent-reject'
  | 'agent-timeout'
  | 'agent-transferred'
  | 'transfer-to-queue'
  | 'supervisor-assign'
  | 'agent-end'
  | 'agent-parked'
  | 'agent-released'
  | 'bot-transfer-to-agent'
  | 'bot-resolved'
  | 'customer-disconnect'
  | 'case-resolved'
  | 'auto-close';

/** One assignment of a conversation to the bot or to an agent. A new assignment is a new session. */
export interface Session extends Stored {
  readonly conversationId: string;
  readonly caseId: string | null;
  /** `bot` or a person's id. */
  readonly holderId: string;
  readonly mode: 'primary' | 'consult' | 'monitor';
  /** Units of the holder's capacity that the session takes while it is open. */
  readonly capacityUnits: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly endReason: SessionEnd | null;
}

/** Who takes part in a conversation, and from when to when. */
export interface Participant extends Stored {
  readonly conversationId: string;
  readonly kind: 'customer' | 'bot' | 'agent' | 'supervisor';
  readonly memberId: string;
  readonly name: string;
  readonly joinedAt: Date;
  readonly leftAt: Date | null;
}
