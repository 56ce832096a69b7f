import type { IncomingMessage } from 'node:http';
import type { Actor } from '../../domain/people/actor.ts';
import type { Person } from '../../domain/people/person.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import type { Declared } from '../http/route.ts';
import { headerOf } from '../http/trace.ts';
import { provider } from './provider.ts';
import { type Holder, type Tokens, tokens } from './tokens.ts';

/** Whoever calls without signing in: holds no role and belongs to no unit. */
export const visitor: Actor = { id: 'visitor', name: 'Visitor', roles: [], unitId: '' };

/** Finds out who calls. */
export interface Callers {
  readonly tokens: Tokens;
  /** Undefined without a token; refuses with 401 when there is one that is no good. */
  callerOf(request: IncomingMessage, route: Pick<Declared, 'tokenInQuery'>): Promise<Actor | undefined>;
}

export type CallersDeps = Pick<ApiDeps, 'mode' | 'secret' | 'oidc' | 'tables'>;

/**
 * Turns bearer tokens into actors. The person is loaded with every request, so that a role taken away or an account
 * closed counts at once. Local sign-in is believed in demo mode only.
 */
export function callers({ mode, secret, oidc, tables }: CallersDeps): Callers {
  const own = tokens(secret);
  const company = oidc && provider(oidc);

  const actorFor = async ({ kind, id }: Holder): Promise<Actor> => {
    if (kind === 'person') return actorOf(await tables.people.find(id));
    const found = await tables.customers.find(id);
    if (!found || found.anonymous)
      throw new Refused('sign_in.invalid', { problem: 'its customer is not known' });
    return { id: found.id, name: found.name, roles: ['customer'], unitId: found.unitId };
  };

  return {
    tokens: own,
    callerOf: async (request, { tokenInQuery }) => {
      const [scheme, token, ...rest] = (headerOf(request, 'authorization') ?? '').trim().split(/\s+/);
      if (scheme) {
        if (scheme.toLowerCase() !== 'bearer' || !token || rest.length > 0)
          throw new Refused('sign_in.invalid', { problem: 'send it as "Authorization: Bearer <token>"' });
        if (isLocal(token) && mode === 'demo') return actorFor(await own.verify(token, 'api'));
        if (!company) throw new Refused('sign_in.invalid', { problem: 'it cannot be verified' });
        const aadObjectId = await company.verify(token);
        return actorOf(await tables.people.first({ aadObjectId }));
      }
      const inQuery = tokenInQuery && tokenOf(request);
      return inQuery ? actorFor(await own.verify(inQuery, 'stream')) : undefined;
    },
  };
}

/** The token of a page that can send no header. */
const tokenOf = (request: IncomingMessage): string | null =>
  new URLSearchParams((request.url ?? '').split('?')[1] ?? '').get('access_token');

/** Whether a token says it is signed by ourselves; which it is, is checked afterwards. */
function isLocal(token: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return (header as { alg?: unknown } | null)?.alg === 'HS256';
  } catch {
    return false;
  }
}

function actorOf(found: Person | undefined): Actor {
  if (!found?.active) throw new Refused('sign_in.invalid', { problem: 'its person is not known here' });
  return { id: found.id, name: found.name, roles: found.roles, unitId: found.unitId };
}
