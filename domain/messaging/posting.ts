import type { Unit } from '../unit.ts';
import type { Post, StaffCard } from './post.ts';

/**
 * Shows a card to a member of staff, or renews the one already shown for the same subject: one card per case, not ten.
 * The card's content is rendered from present data when it is sent.
 */
export async function postCard(
  unit: Unit,
  to: {
    readonly personId: string;
    readonly card: StaffCard;
    readonly subjectId: string;
    readonly caseId?: string | null;
  },
): Promise<Post> {
  const id = `${to.personId}:${to.card}:${to.subjectId}`;
  const found = await unit.posts.find(id);
  const post: Post = found
    ? { ...found, revision: found.revision + 1, updatedAt: unit.now }
    : {
        ...(await blank(unit, to.personId)),
        id,
        kind: 'card',
        card: to.card,
        subjectId: to.subjectId,
        caseId: to.caseId ?? null,
      };
  return deliver(unit, post);
}

/**
 * Shows a card at the end of the thread, as the answer to what was typed: the one further up stays as it was, and this one
 * is renewed from now on.
 */
export async function postCardAnew(unit: Unit, to: Parameters<typeof postCard>[1]): Promise<Post> {
  const post = await postCard(unit, to);
  return unit.posts.save({ ...post, activityId: null, at: unit.now });
}

/** Renews a card where it has been posted, and nowhere else: for changes that are not worth a first card. */
export async function renewCard(unit: Unit, card: StaffCard, subjectId: string): Promise<void> {
  for (const post of await unit.posts.where({ kind: 'card', card, subjectId }))
    deliver(unit, { ...post, revision: post.revision + 1, updatedAt: unit.now });
}

/** Says a line to a member of staff. */
export async function postText(
  unit: Unit,
  to: { readonly personId: string; readonly text: string; readonly caseId?: string | null },
): Promise<Post> {
  return deliver(unit, { ...(await blank(unit, to.personId)), text: to.text, caseId: to.caseId ?? null });
}

/** Keeps what a person typed beside the bot's lines, so that the desk shows both sides; it is not sent anywhere. */
export async function noteTyped(unit: Unit, personId: string, text: string): Promise<Post> {
  const post: Post = { ...(await blank(unit, personId)), author: 'person', text };
  unit.emit('post.changed', { personId, postId: post.id });
  return unit.posts.save(post);
}

/** A post belongs to the unit of the person who reads it, whoever caused it. */
const blank = async (unit: Unit, personId: string): Promise<Post> => ({
  id: unit.newId(),
  version: 0,
  unitId: (await unit.people.find(personId))?.unitId ?? unit.actor.unitId,
  personId,
  kind: 'text',
  author: 'bot',
  card: null,
  subjectId: null,
  caseId: null,
  text: '',
  draft: null,
  summary: null,
  revision: 1,
  activityId: null,
  sentRevision: 0,
  at: unit.now,
  updatedAt: unit.now,
});

// However often it changes meanwhile, one send waits for a post: it leaves with the newest, and goes again if need be.
function deliver(unit: Unit, post: Post): Post {
  const isOnItsWay = post.revision - 1 > post.sentRevision;
  if (!isOnItsWay) unit.send({ kind: 'staff-post', personId: post.personId, postId: post.id });
  unit.emit('post.changed', { personId: post.personId, postId: post.id });
  return unit.posts.save(post);
}
