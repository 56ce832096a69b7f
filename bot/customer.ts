import { type Activity, ActivityTypes, type TurnContext } from 'botbuilder';
import { rateCase } from '../domain/cases/rate.ts';
import { customerSays } from '../domain/conversations/customer-says.ts';
import type { MessageFile } from '../domain/conversations/message.ts';
import { phrase } from '../domain/conversations/phrases.ts';
import { sayToCustomer } from '../domain/conversations/say.ts';
import { type Caller, conversationOf } from '../domain/conversations/start.ts';
import type { Know } from '../domain/conversations/turn.ts';
import { Refused } from '../domain/refusals.ts';
import type { Commit, CommitOptions } from '../domain/unit.ts';

export interface CustomerDeps {
  readonly commit: Commit;
  readonly know: Know;
}

/**
 * A customer's turn, whatever channel it came by: reads the activity, runs one use case and commits once, completing
 * the inbox row in the same transaction. Answers whether it committed anything.
 */
export function customerTurns({ commit, know }: CustomerDeps) {
  return async (context: TurnContext, by: CommitOptions): Promise<boolean> => {
    const { activity } = context;
    const caller = callerOf(activity);
    const rating = ratingOf(activity.value);
    if (rating) return rate(caller, rating, by);
    if (activity.type === ActivityTypes.Event && activity.name === 'webchat/join') return greet(caller, by);
    if (activity.type !== ActivityTypes.Message) return false;
    const text = (activity.text ?? textOf(activity.value)).trim();
    const files = filesOf(activity);
    if (!text && files.length === 0) return false;
    await commit(
      (unit) => customerSays(unit, { caller, externalId: activity.id ?? null, text, files, know }),
      by,
    );
    return true;
  };

  async function greet(caller: Caller, by: CommitOptions): Promise<boolean> {
    await commit(async (unit) => {
      const { conversation, customer } = await conversationOf(unit, caller);
      const spoken = await unit.messages.first({ conversationId: conversation.id });
      if (spoken) return;
      const name = customer.anonymous ? '' : ` ${customer.name}`;
      sayToCustomer(unit, conversation, { text: phrase('welcome', conversation.language, { name }) });
    }, by);
    return true;
  }

  /** Who rates is the customer the channel vouches for, never an id the card carries. */
  async function rate(
    caller: Caller,
    asked: { caseId: string; rating: number },
    by: CommitOptions,
  ): Promise<boolean> {
    await commit(async (unit) => {
      const { conversation, customer } = await conversationOf(unit, caller);
      try {
        await rateCase(unit, { ...asked, raterId: customer.id });
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        sayToCustomer(unit, conversation, { text: error.message });
      }
    }, by);
    return true;
  }
}

function callerOf(activity: Partial<Activity>): Caller {
  const customer = (activity.channelData?.customer ?? {}) as { externalId?: unknown; name?: unknown };
  return {
    channel: 'web-chat',
    externalId: activity.conversation?.id ?? '',
    customerExternalId: typeof customer.externalId === 'string' ? customer.externalId : null,
    name: typeof customer.name === 'string' ? customer.name : (activity.from?.name ?? null),
    language: activity.locale ?? null,
  };
}

function ratingOf(value: unknown): { caseId: string; rating: number } | undefined {
  if (!value || typeof value !== 'object') return undefined;
  const { verb, caseId, rating } = value as Record<string, unknown>;
  if (verb !== 'case.rate' || typeof caseId !== 'string') return undefined;
  return { caseId, rating: Number(rating) };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Files were stored by the channel before the turn; an attachment without our id is not a file of ours. */
function filesOf(activity: Partial<Activity>): MessageFile[] {
  return (activity.attachments ?? []).flatMap((attachment) => {
    const { attachmentId, sizeBytes } = attachment as { attachmentId?: unknown; sizeBytes?: unknown };
    if (typeof attachmentId !== 'string') return [];
    const name = attachment.name ?? 'file';
    return [{ attachmentId, name, contentType: attachment.contentType, sizeBytes: Number(sizeBytes) || 0 }];
  });
}
