import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { Refused } from '../../domain/refusals.ts';
import type { DirectLineDeps } from '../direct-line.ts';
import { readBody } from '../http/body.ts';
import { parseJson } from '../http/strict-json.ts';
import { takeFrom } from './allowance.ts';
import { addressFor, addressOf, bearerOf, callOf, chatOf, forAnyPage, queryOf, sendJson } from './calls.ts';
import { startChat } from './chat.ts';
import { type ChatClaims, type ChatSeals, chatSeconds, streamSeconds } from './seals.ts';
import { seqOf } from './shown.ts';

/**
 * Mounts the ways into a chat: tokens for the site's own server, their renewal, starting a conversation and coming back
 * to one. Whoever comes back gets a new address for the socket, which replays what was missed.
 */
export function mountStarting(server: Server, deps: DirectLineDeps & { readonly seals: ChatSeals }): void {
  const { seals, siteKey, newId, publicUrl } = deps;
  const takeToken = (request: Request, response: Response) =>
    takeFrom(deps.tokenAllowance, addressOf(request), response);
  const opened = (request: Request, claims: ChatClaims, watermark: string) => {
    const { conversationId, user } = claims;
    const t = seals.stream.make({ conversationId, user }, streamSeconds);
    const socketAddress = addressFor(publicUrl, request).replace(/^http/, 'ws');
    const streamUrl = `${socketAddress}/v3/directline/conversations/${conversationId}/stream?watermark=${watermark}&t=${t}`;
    return { ...tokenAnswer(seals, claims), streamUrl };
  };

  server.post(
    '/v3/directline/tokens/generate',
    forAnyPage(deps, async (request, response) => {
      takeToken(request, response);
      if (!isSiteKey(siteKey, bearerOf(request)))
        throw new Refused('sign_in.invalid', { problem: "it is not the site's key" });
      sendJson(response, 200, tokenAnswer(seals, claimsFor(await startOf(request), newId)));
    }),
  );

  server.post(
    '/v3/directline/tokens/refresh',
    forAnyPage(deps, async (request, response) => {
      takeToken(request, response);
      sendJson(response, 200, tokenAnswer(seals, chatOf(request, seals)));
    }),
  );

  server.post(
    '/v3/directline/conversations',
    forAnyPage(deps, async (request, response) => {
      takeToken(request, response);
      const isSite = isSiteKey(siteKey, bearerOf(request));
      const start = await startOf(request);
      const claims = isSite ? claimsFor(start, newId) : chatOf(request, seals);
      const isNew = await startChat(deps, callOf(request, claims, start.locale));
      sendJson(response, isNew ? 201 : 200, opened(request, claims, '-'));
    }),
  );

  server.get(
    '/v3/directline/conversations/:id',
    forAnyPage(deps, async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      await startChat(deps, callOf(request, claims));
      sendJson(response, 200, opened(request, claims, String(seqOf(queryOf(request).get('watermark')))));
    }),
  );
}

/** A fresh token as Direct Line words it. */
export const tokenAnswer = (seals: ChatSeals, claims: ChatClaims) => ({
  conversationId: claims.conversationId,
  token: seals.chat.make(claims, chatSeconds),
  expires_in: chatSeconds,
});

/** The binding of a new chat: anonymous unless somebody we trust names the customer. */
export const claimsFor = ({ user }: Start, newId: () => string): ChatClaims => ({
  conversationId: newId(),
  user: `dl_${user?.id?.replace(/^dl_/, '') ?? newId()}`,
  name: user?.name ?? null,
  externalId: user?.id ?? null,
});

const start = z.object({
  user: z
    .object({ id: z.string().min(1).max(200).nullish(), name: z.string().max(100).nullish() })
    .nullish()
    .catch(undefined),
  locale: z.string().nullish().catch(undefined),
});
type Start = z.output<typeof start>;

/** What comes with a start; a client that says nothing, or something else, says nothing that matters. */
async function startOf(request: Request): Promise<Start> {
  const bytes = await readBody(request, { limitBytes: 16_384, timeoutMs: 20_000 });
  const read = start.safeParse(bytes.length === 0 ? {} : parseJson(bytes));
  return read.success ? read.data : {};
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSiteKey = (siteKey: string | undefined, given: string): boolean =>
  siteKey !== undefined && timingSafeEqual(digest(siteKey), digest(given));
