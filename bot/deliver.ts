import type { Channel, Conversation } from '../domain/conversations/conversation.ts';
import type { Message } from '../domain/conversations/message.ts';
import type { ClaimedOutgoing, Delivery } from '../domain/messaging/outbox.ts';
import type { Post } from '../domain/messaging/post.ts';
import type { TeamsReference } from '../domain/people/person.ts';
import type { ReadTable } from '../domain/table.ts';
import type { Commit, Kind, Records } from '../domain/unit.ts';
import { type Connector, type ConnectorAnswer, Unanswered } from './teams/connector.ts';
import { teamsRoom } from './teams/room.ts';

/** What a post looks like now: a card or a line of text. */
export type Rendered = { readonly card: object } | { readonly text: string };

export interface DeliverDeps {
  readonly tables: { readonly [K in Kind]: ReadTable<Records[K]> };
  readonly commit: Commit;
  readonly connector: Connector;
  readonly render: (post: Post, viewer: { readonly dialogs: boolean }) => Promise<Rendered>;
  /** Senders of the channels that are not our own server. */
  readonly channels: Partial<
    Record<Channel, (conversation: Conversation, message: Message) => Promise<Delivery>>
  >;
  readonly now: () => Date;
}

/** Sends rows of the outbox: customers' messages by their channel, staff's posts to Teams. */
export function deliverer(deps: DeliverDeps): (claimed: ClaimedOutgoing) => Promise<Delivery> {
  const toPerson = staffSender(deps);
  return async (claimed) => {
    const { outgoing } = claimed;
    if (outgoing.kind === 'staff-post') return toPerson(claimed, outgoing.postId);
    const conversation = await deps.tables.conversations.get(outgoing.conversationId);
    const send = deps.channels[conversation.channel];
    if (!send) return { how: 'failed', error: `the channel ${conversation.channel} is not set up` };
    return send(conversation, await deps.tables.messages.get(outgoing.messageId));
  };
}

/** How long a line about a case may wait for room in the tenant; older than that, its case's card has told it. */
const linePatienceMs = 1_000;

/**
 * Sends a post to its person's Teams chat, or updates the card already there. Lines about a case are left out while
 * the thread is at its limit, because the case's card says the same.
 */
function staffSender({ tables, commit, connector, render, now }: DeliverDeps) {
  const room = teamsRoom();

  return async (claimed: ClaimedOutgoing, postId: string): Promise<Delivery> => {
    const post = await tables.posts.find(postId);
    if (!post || post.sentRevision >= post.revision || post.author === 'person') return { how: 'superseded' };
    const at = now().getTime();
    const { revision } = post;
    const reference = await tables.teamsReferences.find(post.personId);
    if (!reference || reference.blockedAt) return { how: 'sent', externalId: null, revision };
    // What may have been seen is the first revision that was not sent; whatever changed since then still has to go.
    if (claimed.uncertain && !post.activityId)
      return {
        how: 'maybe-sent',
        error: 'the process ended while it was being sent',
        revision: post.sentRevision + 1,
      };
    const { conversationId: thread, tenantId } = reference;
    const isLine = post.kind === 'text' && post.caseId !== null;
    const patienceMs = isLine ? linePatienceMs : Number.POSITIVE_INFINITY;
    const found = room({ thread, tenant: tenantId ?? '', patienceMs }, at);
    if (found.full && isLine && (found.full === 'thread' || found.waitMs > patienceMs))
      return { how: 'superseded' };
    if (found.full) return { how: 'wait', at: new Date(at + found.waitMs) };
    return send(post, reference);
  };

  async function send(post: Post, reference: TeamsReference): Promise<Delivery> {
    const rendered = await render(post, { dialogs: canOpenDialogs(reference) });
    const activity = activityOf(rendered, reference);
    try {
      const updated = post.activityId
        ? await connector.update(reference, post.activityId, { ...activity, id: post.activityId })
        : null;
      // A card that is not there any more, because it was deleted or the chat is another one, is shown anew.
      const isGone = updated === null || updated.status === 404;
      const answer = isGone ? await connector.send(reference, activity) : updated;
      // An update tells nothing of where the card is: meanwhile its reader may have asked to see it anew.
      return await verdict(isGone ? answer : { ...answer, id: null }, post, reference);
    } catch (error) {
      // An update repeated changes nothing; a message that may have arrived is not sent a second time.
      if (error instanceof Unanswered && !post.activityId)
        return { how: 'maybe-sent', error: error.message, revision: post.revision };
      throw error;
    }
  }

  async function verdict(answer: ConnectorAnswer, post: Post, reference: TeamsReference): Promise<Delivery> {
    const { revision } = post;
    if (!answer.error) return { how: 'sent', externalId: answer.id, revision };
    if ([412, 429, 502, 503, 504].includes(answer.status)) {
      const seconds = answer.retryAfterSeconds ?? 1;
      return { how: 'retry', at: new Date(now().getTime() + seconds * 1000), error: answer.error };
    }
    if (answer.status === 403) {
      await commit(async (unit) => {
        const present = await unit.teamsReferences.find(reference.id);
        if (present) unit.teamsReferences.save({ ...present, blockedAt: unit.now });
      });
      return { how: 'sent', externalId: null, revision };
    }
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 401)
      return { how: 'failed', error: answer.error };
    throw new Error(answer.error);
  }
}

/** The playground's page cannot open task modules; it lives on loopback, where Teams never is. */
export const canOpenDialogs = ({ serviceUrl }: { readonly serviceUrl: string }): boolean =>
  !/^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/i.test(serviceUrl);

function activityOf(rendered: Rendered, reference: TeamsReference): Record<string, unknown> {
  const address = {
    type: 'message',
    channelId: reference.channelId,
    from: { id: reference.botId, name: reference.botName },
    recipient: { id: reference.userId },
    conversation: { id: reference.conversationId },
  };
  if ('text' in rendered) return { ...address, text: rendered.text, textFormat: 'plain' };
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: rendered.card };
  return { ...address, attachments: [attachment] };
}
