import { ask, Unanswered } from '../kit/ask.ts';
import { type Server, serverFor } from './server.ts';

/** Who works at this desk. */
export interface Me {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** A desk somebody has signed in at. */
export interface Session {
  readonly me: Me;
  readonly server: Server;
}

/** Somebody of the demo company. */
export interface Persona {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

interface Kept {
  readonly token: string;
  /** What was asked for: an id or a role. */
  readonly asked: string;
  readonly id: string;
}

/** Kept for this tab alone, so that each tab can be somebody else. */
const shelf = 'fieldline.desk';

/** Everybody one can be; empty where there is no demo. */
export async function demoStaff(): Promise<readonly Persona[]> {
  try {
    const { value } = await ask<{ value: readonly Persona[] }>('/api/demo/personas');
    return value.filter(({ role }) => role !== 'customer');
  } catch (error) {
    if (error instanceof Unanswered && error.status === 0) throw error;
    return [];
  }
}

/** Goes on with this tab's session, or begins the one that the address asks for; undefined when it asks for none. */
export async function resumeSession(): Promise<Session | undefined> {
  const asked = new URLSearchParams(location.search).get('as');
  const kept = recall();
  if (kept && (!asked || asked === kept.asked || asked === kept.id)) {
    try {
      return await sessionWith(kept.token, asked ?? kept.asked);
    } catch (error) {
      if (!(error instanceof Unanswered) || error.status !== 401) throw error;
      forget();
    }
  }
  return asked ? signInAs(asked) : undefined;
}

/** Signs in as somebody of the demo company, by id or role. */
export async function signInAs(asked: string): Promise<Session> {
  const { token } = await ask<{ token: string }>('/api/demo/sign-in', { persona: asked });
  return sessionWith(token, asked);
}

/** Signs in with a token of the company's own sign-in. */
export async function sessionWith(token: string, asked = ''): Promise<Session> {
  const server = serverFor(token);
  const me = await server.get<Me>('/api/me');
  if (me.roles.every((role) => role === 'customer'))
    throw new Unanswered(403, undefined, `${me.name} is a customer; customers write at /chat.`);
  keep({ token, asked, id: me.id });
  return { me, server };
}

/** Leaves the desk; the next to sit here is asked who they are. */
export function leave(): void {
  forget();
  location.assign('/desk');
}

// A browser may refuse to keep anything; the session then lasts as long as its page.
function keep(kept: Kept): void {
  try {
    sessionStorage.setItem(shelf, JSON.stringify(kept));
  } catch {}
}

function recall(): Kept | undefined {
  try {
    const found = sessionStorage.getItem(shelf);
    return found ? (JSON.parse(found) as Kept) : undefined;
  } catch {
    return undefined;
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(shelf);
  } catch {}
}
