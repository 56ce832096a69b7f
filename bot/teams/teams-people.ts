import type { Activity } from 'botbuilder';
import type { MessageFile } from '../../domain/conversations/message.ts';
import { postCard } from '../../domain/messaging/posting.ts';
import type { Actor } from '../../domain/people/actor.ts';
import type { Person, TeamsReference } from '../../domain/people/person.ts';
import type { ReadTable } from '../../domain/table.ts';
import type { Commit, Kind, Records, Unit } from '../../domain/unit.ts';

export interface PeopleDeps {
  readonly commit: Commit;
  readonly tables: { readonly [K in Kind]: ReadTable<Records[K]> };
}

/** Finds who a verified turn comes from, and remembers where they can be reached. */
export function teamsPeople({ commit, tables }: PeopleDeps) {
  return {
    /** The member of staff behind a turn, by the verified Entra object id; undefined for a stranger. */
    async actorOf(activity: Partial<Activity>): Promise<Actor | undefined> {
      const aadObjectId = activity.from?.aadObjectId;
      if (typeof aadObjectId !== 'string' || aadObjectId === '') return undefined;
      const person = await tables.people.first({ aadObjectId, active: true });
      return person && actor(person);
    },

    /**
     * Keeps the person's conversation reference; in a new chat, shows what can be done and what waits. Costs one read
     * when nothing changed.
     */
    async remember(by: Actor, activity: Partial<Activity>): Promise<void> {
      if (activity.conversation?.conversationType && activity.conversation.conversationType !== 'personal')
        return;
      const known = await tables.teamsReferences.find(by.id);
      const wanted = referenceOf(by, activity);
      if (known && !known.blockedAt && sameAddress(known, wanted)) return;
      await commit(
        async (unit) => {
          const present = await unit.teamsReferences.find(by.id);
          unit.teamsReferences.save({ ...wanted, version: present?.version ?? 0 });
          if (present?.conversationId !== wanted.conversationId) await beginChat(unit, by.id);
        },
        { actor: by },
      );
    },

    /** The post a message answers or quotes, where Teams says so. */
    async quotedPost(by: Actor, activity: Partial<Activity>): Promise<string | null> {
      const quoted = quotedActivity(activity);
      if (!quoted) return null;
      return (await tables.posts.first({ personId: by.id, activityId: quoted }))?.id ?? null;
    },
  };
}

const latelyMs = 12 * 3_600_000;

/** A new chat is empty: what its reader was shown lately comes after the greeting, but no offer that has ended. */
async function beginChat(unit: Unit, personId: string): Promise<void> {
  const since = new Date(unit.now.getTime() - latelyMs);
  const shown = await unit.posts.where(
    { personId, kind: 'card', updatedAt: { atLeast: since } },
    { orderBy: [['updatedAt', 'asc']], limit: 20 },
  );
  await postAnew(unit, { personId, card: 'home', subjectId: personId, caseId: null });
  for (const { card, subjectId, caseId } of shown) {
    if (card === null || subjectId === null || card === 'home') continue;
    if (card === 'offer' && (await unit.offers.find(subjectId))?.state !== 'offered') continue;
    await postAnew(unit, { personId, card, subjectId, caseId });
  }
}

async function postAnew(unit: Unit, about: Parameters<typeof postCard>[1]): Promise<void> {
  unit.posts.save({ ...(await postCard(unit, about)), activityId: null });
}

const actor = ({ id, name, roles, unitId }: Person): Actor => ({ id, name, roles, unitId });

const referenceOf = (by: Actor, activity: Partial<Activity>): TeamsReference => ({
  id: by.id,
  version: 0,
  unitId: by.unitId,
  serviceUrl: activity.serviceUrl ?? '',
  conversationId: activity.conversation?.id ?? '',
  channelId: activity.channelId ?? 'msteams',
  botId: activity.recipient?.id ?? '',
  botName: activity.recipient?.name ?? 'Fieldline',
  userId: activity.from?.id ?? '',
  tenantId: activity.conversation?.tenantId ?? null,
  blockedAt: null,
});

const sameAddress = (a: TeamsReference, b: TeamsReference): boolean =>
  a.serviceUrl === b.serviceUrl &&
  a.conversationId === b.conversationId &&
  a.userId === b.userId &&
  a.botId === b.botId;

/** Teams quotes with a `messageReference` attachment; other clients say `replyToId`. */
function quotedActivity(activity: Partial<Activity>): string | undefined {
  for (const { contentType, content } of activity.attachments ?? []) {
    if (contentType !== 'messageReference') continue;
    const read = typeof content === 'string' ? safeJson(content) : content;
    const id = (read as { messageId?: unknown } | null)?.messageId;
    if (typeof id === 'string') return id;
  }
  return typeof activity.replyToId === 'string' ? activity.replyToId : undefined;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Fetches the files of a message into our own store; given by app.ts, because fetching needs an address check. */
export type TakeFiles = (activity: Partial<Activity>) => Promise<readonly MessageFile[]>;
