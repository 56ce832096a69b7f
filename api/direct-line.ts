import { createHash, timingSafeEqual } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { AttachmentStore } from '../domain/messaging/attachment-store.ts';
import type { WebChatLog } from '../domain/messaging/logs.ts';
import { Refused } from '../domain/refusals.ts';
import type { ApiDeps } from './deps.ts';
import { allowance } from './direct-line/allowance.ts';
import { addressFor, bearerOf, chatOf, forAnyPage, languageOf, preflight, sendJson } from './direct-line/calls.ts';
import { type ChatCall, keepPosted, startChat } from './direct-line/chat.ts';
import { sendFile } from './direct-line/files.ts';
import { readPosted, requireContent } from './direct-line/posted.ts';
import { type ChatClaims, chatSeals, chatSeconds, streamSeconds } from './direct-line/seals.ts';
import { drawer, seqOf } from './direct-line/shown.ts';
import { sockets } from './direct-line/sockets.ts';
import { takeUpload } from './direct-line/uploads.ts';
import { readBody } from './http/body.ts';
import { parseJson } from './http/strict-json.ts';
import { traceOf } from './http/trace.ts';

/** What the Direct Line server needs of the house; wired in app.ts. */
export interface DirectLineDeps extends Pick<ApiDeps, 'publicUrl' | 'secret' | 'commit' | 'onCommitted' | 'log'> {
  /** The key of the company's own site: whoever holds it speaks for its customers. Undefined switches that way off. */
  readonly siteKey: string | undefined;
  readonly tables: Pick<ApiDeps['tables'], 'attachments' | 'conversations'>;
  readonly webChatLog: WebChatLog;
  readonly attachments: AttachmentStore;
  readonly newId: () => string;
  /** A customer is writing; told at once, kept nowhere. */
  readonly onTyping: (webChatId: string) => void;
  /** Other processes serve the same chats. */
  readonly replicated: boolean;
}

/** The running server's handle on its open pages. */
export interface DirectLine {
  /** Lets the customer see that an agent writes. */
  typing(webChatId: string, from: { readonly id: string; readonly name: string }): void;
  /** Closes the sockets, for a graceful stop. */
  stop(): void;
}

const path = '/v3/directline';
const chatPath = `${path}/conversations/:id`;
const bodyLimits = { limitBytes: 150 * 1024, timeoutMs: 20_000 };
const entriesAtOnce = 200;

/**
 * Mounts our own Direct Line 3.0 server, so that Web Chat and every other client of that protocol works without
 * Microsoft's service. A message is acknowledged once its echo and its inbox row are committed.
 */
export function mountDirectLine(server: Server, deps: DirectLineDeps): DirectLine {
  const seals = chatSeals(deps.secret);
  const draw = drawer(seals);
  const posts = allowance();
  const handle = (run: (request: Request, response: Response) => Promise<void>) => forAnyPage(deps, run);

  const chatToken = (claims: ChatClaims) => ({
    conversationId: claims.conversationId,
    token: seals.chat.make(claims, chatSeconds),
    expires_in: chatSeconds,
  });
  const opened = (claims: ChatClaims, request: Request, watermark: string) => {
    const t = seals.stream.make({ conversationId: claims.conversationId, user: claims.user }, streamSeconds);
    const address = addressFor(deps.publicUrl, request).replace(/^http/, 'ws');
    const query = new URLSearchParams({ watermark, t });
    const streamUrl = `${address}${path}/conversations/${claims.conversationId}/stream?${query}`;
    return { ...chatToken(claims), streamUrl };
  };
  const callOf = (request: Request, claims: ChatClaims, named?: unknown): ChatCall => ({
    claims,
    language: languageOf(named, request),
    traceId: traceOf(request),
  });
  /** The site's own server names its user; the conversation is always a new one. */
  const forSite = (body: SiteBody): ChatClaims => ({
    conversationId: deps.newId(),
    user: body.user?.id ? `dl_${body.user.id.replace(/^dl_/, '')}` : `dl_${deps.newId()}`,
    name: body.user?.name ?? null,
    externalId: body.user?.id ?? null,
  });
  const takeFromAllowance = (response: Response, conversationId: string) => {
    const seconds = posts.take(conversationId);
    if (seconds === 0) return;
    response.setHeader('Retry-After', seconds); // DirectLineJS reads it as milliseconds: a small number suits both
    throw new Refused('rate.exceeded', { seconds });
  };

  server.opts(`${path}/*`, preflight);

  server.post(
    `${path}/tokens/generate`,
    handle(async (request, response) => {
      if (!isSiteKey(deps.siteKey, bearerOf(request)))
        throw new Refused('sign_in.invalid', { problem: "it is not the site's key" });
      sendJson(response, 200, chatToken(forSite(await siteBodyOf(request))));
    }),
  );

  server.post(
    `${path}/tokens/refresh`,
    handle(async (request, response) => sendJson(response, 200, chatToken(chatOf(request, seals)))),
  );

  server.post(
    `${path}/conversations`,
    handle(async (request, response) => {
      const body = await siteBodyOf(request);
      const claims = isSiteKey(deps.siteKey, bearerOf(request)) ? forSite(body) : chatOf(request, seals);
      const isNew = await startChat(deps, callOf(request, claims, body.locale));
      sendJson(response, isNew ? 201 : 200, opened(claims, request, '-'));
    }),
  );

  server.get(
    chatPath,
    handle(async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      await startChat(deps, callOf(request, claims));
      sendJson(response, 200, opened(claims, request, String(seqOf(queryOf(request).get('watermark')))));
    }),
  );

  server.get(
    `${chatPath}/activities`,
    handle(async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      const from = seqOf(queryOf(request).get('watermark'));
      const entries = await deps.webChatLog.after(claims.conversationId, from, entriesAtOnce);
      const reader = { claims, address: addressFor(deps.publicUrl, request) };
      const activities = entries.map((entry) => draw(entry, reader));
      sendJson(response, 200, { activities, watermark: String(entries.at(-1)?.seq ?? from) });
    }),
  );

  server.post(
    `${chatPath}/activities`,
    handle(async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      const said = readPosted(parseJson(await readBody(request, bodyLimits)));
      takeFromAllowance(response, claims.conversationId);
      const freshId = deps.newId();
      if (said.type === 'typing') {
        deps.onTyping(claims.conversationId);
        return sendJson(response, 200, { id: freshId });
      }
      if (said.type === 'message') requireContent(said, []);
      const id = await keepPosted(deps, callOf(request, claims, said.locale), { ...said, files: [], freshId });
      sendJson(response, 200, { id });
    }),
  );

  server.post(
    `${chatPath}/upload`,
    handle(async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      takeFromAllowance(response, claims.conversationId);
      const { said, files } = await takeUpload(request, claims.conversationId, deps);
      requireContent(said, files);
      const posted = { ...said, files, freshId: deps.newId() };
      sendJson(response, 200, { id: await keepPosted(deps, callOf(request, claims, said.locale), posted) });
    }),
  );

  server.get(
    `${path}/attachments/:id`,
    handle((request, response) => sendFile(request, response, { ...deps, seals })),
  );

  return sockets(server.server as HttpServer, { ...deps, seals, draw });
}

const siteBody = z.object({
  user: z
    .object({ id: z.string().min(1).max(200).nullish(), name: z.string().max(100).nullish() })
    .nullish()
    .catch(undefined),
  locale: z.string().nullish().catch(undefined),
});
type SiteBody = z.output<typeof siteBody>;

/** What comes with a start; a client that says nothing, or something else, says nothing that matters. */
async function siteBodyOf(request: Request): Promise<SiteBody> {
  const bytes = await readBody(request, bodyLimits);
  const read = siteBody.safeParse(bytes.length === 0 ? {} : parseJson(bytes));
  return read.success ? read.data : {};
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSiteKey = (siteKey: string | undefined, given: string): boolean =>
  siteKey !== undefined && timingSafeEqual(digest(siteKey), digest(given));

const queryOf = (request: Request): URLSearchParams => new URLSearchParams((request.url ?? '').split('?')[1] ?? '');
