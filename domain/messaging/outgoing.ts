/**
 * Something that leaves the house after the commit: the outbox row's content. The `lane` keeps order: rows of one lane
 * leave one after another, lanes run in parallel.
 */
export type Outgoing =
  /** A message of the conversation to its customer, on the conversation's channel. Lane: `conversation:<id>`. */
  | { readonly kind: 'customer-message'; readonly conversationId: string; readonly messageId: string }
  /** A post to a member of staff in Teams as it is when it leaves: sent, or updated in place. Lane: `person:<id>`. */
  | { readonly kind: 'staff-post'; readonly personId: string; readonly postId: string };

/** The lane an outgoing row keeps its order in. */
export const laneOf = (outgoing: Outgoing): string =>
  outgoing.kind === 'customer-message'
    ? `conversation:${outgoing.conversationId}`
    : `person:${outgoing.personId}`;

/** A duty with an instant: fires once, at the product's clock, through restarts and replicas. */
export interface TimerStart {
  readonly kind: TimerKind;
  readonly subjectId: string;
  readonly dueAt: Date;
}

export type TimerKind =
  | 'offer.expire'
  | 'sla.warn'
  | 'sla.breach'
  | 'escalation.wake'
  | 'conversation.auto-close'
  | 'case.close'
  | 'alert.wake'
  | 'alert.verify'
  | 'cloud-message.due'
  | 'command.due'
  | 'quiet-time.end';
