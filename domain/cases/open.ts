import type { Asset } from '../assets/asset.ts';
import type { Conversation } from '../conversations/conversation.ts';
import type { Customer } from '../customers/customer.ts';
import type { Classification } from '../routing/classification.ts';
import { routeCase } from '../routing/classify.ts';
import { moveAndSave } from '../routing/desk/sessions.ts';
import type { Unit } from '../unit.ts';
import type { Case, CaseOrigin } from './case.ts';

export interface NewCase {
  readonly customer: Customer;
  readonly conversation: Conversation | null;
  readonly origin: CaseOrigin;
  /** What the customer said, or the description an agent wrote. */
  readonly description: string;
  readonly title?: string;
  readonly danger?: boolean;
  readonly assetId?: string | null;
  readonly siteId?: string | null;
  readonly classification: Classification;
}

/**
 * Opens a case and puts it in its queue. The messages already said in the conversation become part of it, so that
 * whoever takes it reads the whole story. Classification decides queue and priority; danger overrides both.
 */
export async function openCase(unit: Unit, wanted: NewCase): Promise<Case> {
  const { customer, conversation } = wanted;
  const siteId = wanted.siteId ?? customer.siteId;
  const opened: Case = {
    id: unit.newId(),
    version: 0,
    unitId: customer.unitId,
    number: await unit.nextNumber('C'),
    title: wanted.title ?? titleOf(wanted.description),
    description: wanted.description,
    state: 'active',
    stage: 'in-progress',
    priority: wanted.danger ? 'high' : 'normal',
    category: wanted.classification.category,
    origin: wanted.origin,
    customerId: customer.id,
    accountId: customer.accountId,
    siteId,
    assetId: wanted.assetId ?? (await likelyAsset(unit, siteId, wanted)),
    conversationId: conversation?.id ?? null,
    queueId: null,
    ownerId: null,
    danger: wanted.danger ?? false,
    slaId: null,
    respondBy: null,
    resolveBy: null,
    firstRespondedAt: null,
    escalatedAt: null,
    openedAt: unit.now,
    resolvedAt: null,
    closedAt: null,
    resolutionType: null,
    resolution: null,
    satisfaction: null,
  };
  unit.cases.save(opened);
  if (conversation) await adoptConversation(unit, conversation, opened.id);
  unit.emit('case.opened', {
    caseId: opened.id,
    number: opened.number,
    customerId: customer.id,
    conversationId: conversation?.id ?? null,
    danger: opened.danger,
  });
  await routeCase(unit, { caseId: opened.id, classification: wanted.classification });
  return unit.cases.get(opened.id);
}

/**
 * Makes a conversation part of a case, with what was said in it before and belonged to none. One that was about to end
 * goes on.
 */
export async function adoptConversation(
  unit: Unit,
  conversation: Conversation,
  caseId: string,
): Promise<void> {
  const present = await unit.conversations.get(conversation.id);
  const adopted = unit.conversations.save({ ...present, caseId });
  if (present.state === 'wrap-up') {
    moveAndSave(unit, adopted, { state: 'open' });
    unit.stopTimer('conversation.auto-close', conversation.id);
  }
  const earlier = await unit.messages.where({ conversationId: conversation.id, caseId: null });
  for (const message of earlier) unit.messages.save({ ...message, caseId });
}

/** The first sentence, short enough for a list: at most 80 characters, cut at a word. */
export function titleOf(description: string): string {
  // A point after a figure ends no sentence in many languages: "im 3. Stock".
  const sentence = (description.trim().split(/(?<=[!?]|\D\.)\s|\n/)[0] ?? '').replace(/\s+/g, ' ').trim();
  if (sentence.length === 0) return 'No description';
  if (sentence.length <= 80) return sentence;
  return `${sentence.slice(0, 79).replace(/\s+\S*$/, '')}…`;
}

/** The one asset of the site that the words fit: alone in its category, or the only one whose place is named. */
async function likelyAsset(unit: Unit, siteId: string | null, wanted: NewCase): Promise<string | null> {
  if (!siteId) return null;
  const category = wanted.classification.category;
  const candidates = await unit.assets.where({ siteId, category });
  if (candidates.length <= 1) return candidates[0]?.id ?? null;
  const said = words(wanted.description);
  const named = candidates.filter((asset: Asset) =>
    words(asset.place).some((word) => /\d/.test(word) && said.includes(word)),
  );
  return named.length === 1 ? named[0]!.id : null;
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
