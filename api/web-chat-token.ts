import type { IncomingMessage } from 'node:http';
import { jwtVerify } from 'jose';
import type { Server } from 'restify';
import { z } from 'zod';
import { Refused } from '../domain/refusals.ts';
import type { ApiDeps } from './deps.ts';
import { type Allowance, takeFrom } from './direct-line/allowance.ts';
import { addressOf, forAnyPage, preflight, sendJson } from './direct-line/calls.ts';
import { type ChatClaims, type ChatSeals, chatSeals, resumeSeconds } from './direct-line/seals.ts';
import { claimsFor, tokenAnswer } from './direct-line/starting.ts';
import { hasBody, readBody } from './http/body.ts';
import { isAtThisMachine } from './http/here.ts';
import { parseJson } from './http/strict-json.ts';
import { refused } from './sign-in/tokens.ts';

/** What a page's token is made from. */
export interface WebChatTokenDeps
  extends Pick<ApiDeps, 'publicUrl' | 'mode' | 'secret' | 'isLoopback' | 'log'> {
  /** Signs the identities that the company's own site vouches for; undefined when it vouches for nobody. */
  readonly siteKey: string | undefined;
  readonly tables: Pick<ApiDeps['tables'], 'customers'>;
  readonly newId: () => string;
  /** How many tokens an address is given; shared with the Direct Line server. */
  readonly tokenAllowance: Allowance;
}

const asked = z.object({
  /** A token of this endpoint, good or ended not long ago: the same conversation goes on. */
  token: z.string().max(4000).nullish(),
  /** A JWT (HS256) with `sub`, `exp` and `name`, signed with the site's key. */
  identity: z.string().max(8000).nullish(),
  user: z
    .object({ id: z.string().trim().min(1).max(200), name: z.string().trim().max(100).nullish() })
    .nullish(),
});
type Asked = z.output<typeof asked>;

/**
 * Mounts `POST /api/web-chat/token`: gives a page the token it talks with. Who writes is believed from the site's
 * signature, or in demo mode from this machine; everybody else is an anonymous visitor.
 */
export function mountWebChatToken(server: Server, deps: WebChatTokenDeps): void {
  const seals = chatSeals(deps.secret);
  server.opts('/api/web-chat/token', preflight);
  server.post(
    '/api/web-chat/token',
    forAnyPage(deps, async (request, response) => {
      takeFrom(deps.tokenAllowance, addressOf(request), response);
      const said = await askedOf(request);
      const claims = await claimsOf(said, request, { ...deps, seals });
      sendJson(response, 200, {
        ...tokenAnswer(seals, claims),
        user: { id: claims.user, name: claims.name },
      });
    }),
  );
}

async function askedOf(request: IncomingMessage): Promise<Asked> {
  if (!hasBody(request)) return {};
  const bytes = await readBody(request, { limitBytes: 16_384, timeoutMs: 20_000 });
  const read = asked.safeParse(bytes.length === 0 ? {} : parseJson(bytes));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refused('input.invalid', {
    place: issue?.path.join('.') || 'body',
    problem: issue?.message ?? 'not readable',
  });
}

async function claimsOf(
  said: Asked,
  request: IncomingMessage,
  deps: WebChatTokenDeps & { readonly seals: ChatSeals },
): Promise<ChatClaims> {
  if (said.token) return resumed(said.token, deps.seals);
  if (said.identity) return claimsFor({ user: await identified(said.identity, deps.siteKey) }, deps.newId);
  if (!said.user || deps.mode !== 'demo' || !isHere(request, deps)) return claimsFor({}, deps.newId);
  const known = await deps.tables.customers.find(said.user.id);
  const user = { id: known?.externalId ?? said.user.id, name: said.user.name ?? known?.name };
  return claimsFor({ user }, deps.newId);
}

/** The binding of an earlier token; the signature says that it was ours, and 30 days is how long a page may be away. */
function resumed(token: string, seals: ChatSeals): ChatClaims {
  const opened = seals.chat.open(token);
  if (!opened) throw new Refused('sign_in.invalid', { problem: 'it cannot be verified' });
  if (opened.expiredFor >= resumeSeconds) throw new Refused('web_chat.token_expired');
  const { conversationId, user, name, externalId } = opened.claims;
  return { conversationId, user, name, externalId };
}

/** Who the company's own site says is writing. */
async function identified(
  identity: string,
  siteKey: string | undefined,
): Promise<{ id: string; name: string | null }> {
  if (!siteKey)
    throw new Refused('sign_in.invalid', { problem: 'no site is known here that vouches for customers' });
  const options = { algorithms: ['HS256'], requiredClaims: ['sub', 'exp'], clockTolerance: 5 };
  const { payload } = await refused(jwtVerify(identity, new TextEncoder().encode(siteKey), options));
  const { sub = '', name } = payload;
  if (sub.length === 0 || sub.length > 200)
    throw new Refused('sign_in.invalid', { problem: 'it names nobody' });
  return { id: sub, name: typeof name === 'string' ? name.slice(0, 100) : null };
}

/** Whether the caller sits at this machine. */
const isHere = (request: IncomingMessage, { isLoopback }: WebChatTokenDeps): boolean =>
  isLoopback(request.socket.remoteAddress) && isAtThisMachine(request);
