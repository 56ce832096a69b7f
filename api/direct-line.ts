import type { Server as HttpServer } from 'node:http';
import type { Server } from 'restify';
import type { AttachmentStore } from '../domain/messaging/attachment-store.ts';
import type { WebChatLog } from '../domain/messaging/logs.ts';
import type { ApiDeps } from './deps.ts';
import type { Allowance } from './direct-line/allowance.ts';
import { forAnyPage, preflight } from './direct-line/calls.ts';
import { sendFile } from './direct-line/files.ts';
import { chatSeals } from './direct-line/seals.ts';
import { drawer } from './direct-line/shown.ts';
import { type Sockets, sockets } from './direct-line/sockets.ts';
import { mountStarting } from './direct-line/starting.ts';
import { mountTalking } from './direct-line/talking.ts';

/** What the Direct Line server needs of the house; wired in app.ts. */
export interface DirectLineDeps
  extends Pick<ApiDeps, 'publicUrl' | 'secret' | 'commit' | 'onCommitted' | 'log'> {
  /** The key of the company's own site: whoever holds it speaks for its customers. Undefined switches that way off. */
  readonly siteKey: string | undefined;
  readonly tables: Pick<ApiDeps['tables'], 'attachments' | 'conversations'>;
  readonly webChatLog: WebChatLog;
  readonly attachments: AttachmentStore;
  readonly newId: () => string;
  /** How many tokens an address is given; shared with the page's own token endpoint. */
  readonly tokenAllowance: Allowance;
  /** A customer is writing; told at once, kept nowhere. */
  readonly onTyping: (webChatId: string) => void;
}

/**
 * Mounts our own Direct Line 3.0 server, so that Web Chat and every other client of that protocol works without
 * Microsoft's service. A message is acknowledged once its echo and its inbox row are committed. Answers the handle on
 * the open pages.
 */
export function mountDirectLine(server: Server, deps: DirectLineDeps): Sockets {
  const seals = chatSeals(deps.secret);
  const parts = { ...deps, seals, draw: drawer(seals) };
  server.opts('/v3/directline/*', preflight);
  mountStarting(server, parts);
  mountTalking(server, parts);
  server.get(
    '/v3/directline/attachments/:id',
    forAnyPage(deps, (request, response) => sendFile(request, response, parts)),
  );
  return sockets(server.server as HttpServer, parts);
}
