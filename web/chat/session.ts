import { ask, Unanswered } from '../kit/ask.ts';

/** Who writes on this page, and how the server learns it. */
export interface Writer {
  /** Each writer has a chat of their own in this browser. */
  readonly key: string;
  /** What proves it: nothing for a visitor, the site's signature, or in the demo a name. */
  readonly proof: Readonly<Record<string, unknown>>;
}

/** A conversation this page may talk in. */
export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly user: { readonly id: string; readonly name: string | null };
  /** It began before this page was opened: its log is read from the start. */
  readonly isKept: boolean;
}

const shelf = (writer: Writer): string => `fieldline.chat.${writer.key}`;

/** Goes on with the writer's conversation where this browser has one that is good, else begins a new one. */
export async function openSession(writer: Writer): Promise<Session> {
  const kept = recall(shelf(writer));
  if (kept) {
    try {
      return await tokenFor(writer, { token: kept }, true);
    } catch (error) {
      const isOver = error instanceof Unanswered && (error.status === 401 || error.status === 403);
      if (!isOver) throw error;
      forget(shelf(writer));
    }
  }
  return tokenFor(writer, writer.proof, false);
}

async function tokenFor(writer: Writer, body: object, isKept: boolean): Promise<Session> {
  const session = await ask<Omit<Session, 'isKept'>>('/api/web-chat/token', body);
  keep(shelf(writer), session.token);
  return { ...session, isKept };
}

/** Lets go of the writer's conversation; the next one is new. */
export const endSession = (writer: Writer): void => forget(shelf(writer));

/** Who the site that sent the customer here vouches for, out of the address, which then forgets it. */
export function vouchedWriter(): Writer | null {
  const identity = new URLSearchParams(location.hash.slice(1)).get('identity');
  if (!identity) return null;
  history.replaceState(null, '', location.pathname + location.search);
  return { key: `site.${subjectOf(identity)}`, proof: { identity } };
}

/** Which customer a signed identity names, only to tell chats in this browser apart: the server checks the signature. */
function subjectOf(identity: string): string {
  try {
    const body = (identity.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    return String((JSON.parse(atob(body)) as { sub?: unknown }).sub);
  } catch {
    return 'unknown';
  }
}

// A browser may refuse to keep anything; the chat then lasts as long as its page.
function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {}
}

function recall(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function forget(name: string): void {
  try {
    localStorage.removeItem(name);
  } catch {}
}

/**
 * Sees to it that one window at a time talks in a chat, for the server gives a conversation to the newest only. Answers
 * whether this window may; `lost` is called when another one takes it over.
 */
export function claimAlone(writer: Writer, how: 'ask' | 'take', lost: () => void): Promise<boolean> {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((answer) => {
    let isMine = false;
    const hold = () => {
      isMine = true;
      answer(true);
      return new Promise(() => undefined); // until the window closes
    };
    // A page that is loaded again may have to wait a moment for its former self to let go.
    const options = how === 'take' ? { steal: true } : { signal: AbortSignal.timeout(1000) };
    navigator.locks.request(shelf(writer), options, hold).catch(() => (isMine ? lost() : answer(false)));
  });
}
