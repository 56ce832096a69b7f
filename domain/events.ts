import type { CasePriority, ResolutionType } from './cases/case.ts';
import type { Channel, ConversationState } from './conversations/conversation.ts';
import type { KpiKind } from './sla/sla.ts';
import type { BookingState, WorkOrderState } from './work-orders/work-order.ts';

/**
 * What has happened, in the past tense, as plain data: the only way one concept hears of another. Saved in the same
 * transaction as the change itself; `GET /api/events` and every timeline are made of them.
 */
export interface DomainEvents {
  'conversation.opened': { conversationId: string; customerId: string; channel: Channel };
  'conversation.moved': {
    conversationId: string;
    caseId: string | null;
    from: ConversationState;
    to: ConversationState;
  };
  'message.received': {
    conversationId: string;
    caseId: string | null;
    messageId: string;
    customerId: string;
    text: string;
  };
  'message.sent': {
    conversationId: string;
    caseId: string | null;
    messageId: string;
    customerId: string;
    text: string;
    by: 'bot' | 'agent' | 'system';
    authorName: string;
  };
  'article.changed': { articleId: string };
  'article.suggested': { conversationId: string; articleId: string; title: string; confidence: number };
  'article.rated': { conversationId: string; articleId: string; helped: boolean };
  'case.opened': {
    caseId: string;
    number: string;
    customerId: string;
    conversationId: string | null;
    danger: boolean;
  };
  'case.classified': {
    caseId: string;
    category: string;
    priority: CasePriority;
    queueId: string;
    why: string;
  };
  'case.assigned': { caseId: string; ownerId: string; ownerName: string; fromId: string | null; why: string };
  'case.released': { caseId: string; fromId: string; why: string };
  'case.prioritised': { caseId: string; from: CasePriority; to: CasePriority };
  'case.parked': { caseId: string; ownerId: string };
  'case.resolved': { caseId: string; number: string; type: ResolutionType; text: string; byId: string };
  'case.reopened': { caseId: string; why: string };
  'case.closed': { caseId: string };
  'case.cancelled': { caseId: string; byId: string };
  'case.rated': { caseId: string; rating: number };
  'case.sla_warned': { caseId: string; kpiId: string; kind: KpiKind; dueAt: string };
  'case.sla_breached': { caseId: string; kpiId: string; kind: KpiKind; breachedAt: string };
  'case.sla_met': { caseId: string; kpiId: string; kind: KpiKind };
  'escalation.asked': { caseId: string; escalationId: string; supervisorId: string };
  'escalation.decided': {
    caseId: string;
    escalationId: string;
    state: 'approved' | 'declined' | 'snoozed' | 'withdrawn';
    byId: string;
  };
  'offer.made': { caseId: string; offerId: string; agentId: string; expiresAt: string };
  'offer.ended': { caseId: string; offerId: string; agentId: string; how: string };
  'presence.changed': { personId: string; presence: string };
  'danger.reported': { conversationId: string; caseId: string; words: string };
  'work-order.created': { workOrderId: string; number: string; caseId: string | null };
  'work-order.moved': {
    workOrderId: string;
    caseId: string | null;
    from: WorkOrderState;
    to: WorkOrderState;
  };
  'booking.made': {
    bookingId: string;
    workOrderId: string;
    caseId: string | null;
    resourceId: string;
    startAt: string;
  };
  'booking.moved': {
    bookingId: string;
    workOrderId: string;
    caseId: string | null;
    resourceId: string;
    from: BookingState;
    to: BookingState;
  };
  'post.changed': { personId: string; postId: string };
}

export type EventName = keyof DomainEvents;

/** One entry of the event log. `seq` rises in the order of commits and is the resume point of a listener. */
export interface LoggedEvent<N extends EventName = EventName> {
  readonly seq: number;
  readonly name: N;
  readonly at: Date;
  readonly unitId: string;
  readonly actorId: string;
  readonly traceId: string | null;
  readonly data: DomainEvents[N];
}
