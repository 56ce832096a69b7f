import type { ReadTable } from '../domain/table.ts';
import type { Kind, Records } from '../domain/unit.ts';
import type { Connector } from './teams/connector.ts';

export interface TypingDeps {
  readonly tables: { readonly [K in Kind]: ReadTable<Records[K]> };
  readonly connector: Pick<Connector, 'send'>;
  readonly now: () => Date;
  readonly log: { debug(fields: object, text: string): void };
}

/** Teams shows "is typing" for about this long; telling it more often says nothing new and spends the thread's limit. */
const pauseMs = 4_000;

/**
 * Shows the agent in Teams that the customer is writing. Kept nowhere and never tried again: a moment later it would be
 * untrue.
 */
export function customerTyping({
  tables,
  connector,
  now,
  log,
}: TypingDeps): (webChatId: string) => Promise<void> {
  const shownAt = new Map<string, number>();

  const isDue = (webChatId: string): boolean => {
    const at = now().getTime();
    if (at - (shownAt.get(webChatId) ?? 0) < pauseMs) return false;
    if (shownAt.size > 10_000) shownAt.clear();
    shownAt.set(webChatId, at);
    return true;
  };

  return async (webChatId) => {
    if (!isDue(webChatId)) return;
    const page = { orderBy: [['id', 'desc']] } as const;
    const conversation = await tables.conversations.first(
      { channel: 'web-chat', externalId: webChatId },
      page,
    );
    const reference = conversation?.agentId
      ? await tables.teamsReferences.find(conversation.agentId)
      : undefined;
    if (!reference || reference.blockedAt) return;
    const { botId, botName, userId, conversationId, channelId } = reference;
    const typing = {
      type: 'typing',
      channelId,
      from: { id: botId, name: botName },
      recipient: { id: userId },
      conversation: { id: conversationId },
    };
    await connector
      .send(reference, typing)
      .catch((err: unknown) => log.debug({ err }, 'typing was not shown'));
  };
}
