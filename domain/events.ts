import type { CasePriority, ResolutionType } from './cases/case.ts';
import type { Channel, ConversationState } from './conversations/conversation.ts';
import type { ClearReason } from './iot/alerts/alert.ts';
import type { CommandState } from './iot/commands/command.ts';
import type { FindingKind, Severity } from './iot/finding.ts';
import type { FeedbackStatus } from './iot/hub/cloud-message.ts';
import type { JsonObject } from './iot/hub/json.ts';
import type { ThresholdRule } from './iot/rules/rule.ts';
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
  'device.registered': { deviceId: string; assetId: string | null };
  /** The gateway forgets who it is and lets it sign in anew. */
  'device.changed': { deviceId: string; what: 'state' | 'keys' | 'certificates' | 'link' | 'name' };
  /** The rules as they are from then on, because whoever hears of it late must not mistake later ones for them. */
  'device.rules_changed': { deviceId: string; rules: readonly ThresholdRule[] };
  /** Its asset was repaired: what was learned of it is learned anew. */
  'device.serviced': { deviceId: string; workOrderId: string };
  'alert.raised': AboutAlert & { kind: FindingKind; severity: Severity; parentId: string | null };
  'alert.changed': AboutAlert & { severity: Severity; count: number };
  'alert.acknowledged': AboutAlert & { byId: string };
  'alert.snoozed': AboutAlert & { until: string };
  'alert.linked': AboutAlert & { workOrderId: string | null };
  'alert.cleared': AboutAlert & { reason: ClearReason; byId: string };
  /** The work is done, and telemetry did not come back in band in the time it had. */
  'alert.still_out': AboutAlert & { workOrderId: string };
  /** Something new is wanted of a device; `null` in the patch deletes. */
  'twin.desired': { deviceId: string; version: number; patch: JsonObject };
  'cloud-message.queued': { deviceId: string; cloudMessageId: string };
  'cloud-message.handed-over': { deviceId: string; cloudMessageId: string; commandId: string | null };
  /** `isWanted`: its sender asked to hear of this end. */
  'cloud-message.settled': {
    deviceId: string;
    cloudMessageId: string;
    commandId: string | null;
    feedback: FeedbackStatus;
    isWanted: boolean;
  };
  'device-model.changed': { modelId: string };
  'command.moved': {
    commandId: string;
    deviceId: string;
    assetId: string | null;
    workOrderId: string | null;
    caseId: string | null;
    name: string;
    from: CommandState | null;
    to: CommandState;
  };
  'post.changed': { personId: string; postId: string };
}

/** Every event of an alert says which, and of which device and machine. */
interface AboutAlert {
  alertId: string;
  number: string;
  deviceId: string;
  assetId: string | null;
  caseId: string | null;
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
