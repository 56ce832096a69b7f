import type { MessageFile } from '../../domain/conversations/message.ts';
import { theBot } from '../../domain/conversations/say.ts';
import { type Commit, Duplicate, type Unit } from '../../domain/unit.ts';
import { activityIdOf, type Posted } from './posted.ts';
import type { ChatClaims } from './seals.ts';

/** A call about a chat: who, from where, and the trace it belongs to. */
export interface ChatCall {
  readonly claims: ChatClaims;
  readonly language: string | null;
  readonly traceId: string;
}

export interface ChatDeps {
  readonly publicUrl: string;
  readonly commit: Commit;
}

/** Joining counts once a chat, however often a page says it. */
const joinKey = 'webchat/join';

/** Begins a chat unless it has begun, and lets the bot greet. Answers whether it is new. */
export function startChat({ commit, publicUrl }: ChatDeps, call: ChatCall): Promise<boolean> {
  const { claims, language, traceId } = call;
  const start = async (unit: Unit) => {
    const isNew = await begin(unit, claims);
    if (isNew) receive(unit, claims, joined(unit, { claims, language, publicUrl }));
    return isNew;
  };
  return commit(start, { traceId }).catch(async (error) => {
    if (error instanceof Duplicate) return false; // its page joined at the same moment
    throw error;
  });
}

/**
 * Takes in what a page posts: its echo in the chat's log and its row in the inbox are one commit, so what was
 * acknowledged is both shown and handled, once. Answers the activity's id, the same for a repeat,
 * and whether it is one: then nothing of it was kept.
 */
export async function keepPosted(
  { commit, publicUrl }: ChatDeps,
  call: ChatCall,
  said: Posted & { readonly files: readonly MessageFile[]; readonly freshId: string },
): Promise<{ readonly id: string; readonly isRepeat: boolean }> {
  const { claims, traceId } = call;
  const key = said.type === 'event' ? joinKey : (said.clientActivityId ?? said.freshId);
  const id = activityIdOf(`${claims.conversationId}|${key}`);
  const keep = async (unit: Unit) => {
    await begin(unit, claims);
    const language = call.language;
    if (said.type === 'event') return receive(unit, claims, joined(unit, { claims, language, publicUrl }));
    unit.appendToWebChat(claims.conversationId, echo(unit, { claims, said, id, language }));
    receive(unit, claims, { key, activity: turn(unit, { claims, said, id, language, publicUrl }) });
  };
  try {
    await commit(keep, { traceId });
    return { id, isRepeat: false };
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
    return { id, isRepeat: true };
  }
}

async function begin(unit: Unit, claims: ChatClaims): Promise<boolean> {
  if (await unit.webChats.find(claims.conversationId)) return false;
  unit.webChats.save({
    id: claims.conversationId,
    version: 0,
    unitId: unit.actor.unitId,
    userId: claims.user,
    userName: claims.name,
    externalId: claims.externalId,
    createdAt: unit.now,
  });
  return true;
}

interface Arrived {
  readonly key: string;
  readonly activity: Readonly<Record<string, unknown>>;
}

const receive = (unit: Unit, { conversationId }: ChatClaims, { key, activity }: Arrived): void =>
  unit.receive({
    channel: 'directline',
    key: `${conversationId}|${key}`,
    lane: `conversation:${conversationId}`,
    activity,
  });

interface Spoken {
  readonly claims: ChatClaims;
  readonly language: string | null;
  readonly publicUrl: string;
}

function joined(unit: Unit, spoken: Spoken): Arrived {
  const id = activityIdOf(`${spoken.claims.conversationId}|${joinKey}`);
  const activity = { ...envelope(unit, spoken), type: 'event', name: 'webchat/join', id };
  return { key: joinKey, activity };
}

/** Everything about who speaks where comes from the token, whatever the page wrote there. */
const envelope = (unit: Unit, { claims, language, publicUrl }: Spoken) => ({
  timestamp: unit.now.toISOString(),
  channelId: 'directline',
  serviceUrl: publicUrl,
  from: speaker(claims),
  recipient: { id: theBot.id, name: theBot.name, role: 'bot' },
  conversation: { id: claims.conversationId },
  ...(language && { locale: language }),
  channelData: { customer: { externalId: claims.externalId, name: claims.name } },
});

type Said = Posted & { readonly files: readonly MessageFile[] };

function turn(unit: Unit, spoken: Spoken & { readonly said: Said; readonly id: string }) {
  const { said, id, publicUrl } = spoken;
  const { channelData, ...rest } = envelope(unit, spoken);
  return {
    ...rest,
    type: said.type,
    id,
    ...content(said),
    attachments: said.files.map((file) => ({
      ...file,
      contentUrl: `${publicUrl}/api/attachments/${file.attachmentId}`,
    })),
    channelData: { ...clientData(said), ...channelData },
  };
}

function echo(unit: Unit, spoken: Omit<Spoken, 'publicUrl'> & { readonly said: Said; readonly id: string }) {
  const { said, id, claims, language } = spoken;
  return {
    type: said.type,
    id,
    timestamp: unit.now.toISOString(),
    from: speaker(claims),
    ...content(said),
    ...(language && { locale: language }),
    files: said.files,
    channelData: clientData(said),
  };
}

const speaker = ({ user, name }: ChatClaims) => ({ id: user, ...(name && { name }), role: 'user' });
const content = ({ text, value }: Said) => ({ ...(text && { text }), ...(value !== null && { value }) });
const clientData = ({ clientActivityId, postBack }: Said) => ({
  ...(clientActivityId && { clientActivityID: clientActivityId }),
  ...(postBack && { postBack }),
});
