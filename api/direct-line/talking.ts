import type { Server } from 'restify';
import type { DirectLineDeps } from '../direct-line.ts';
import { readBody } from '../http/body.ts';
import { parseJson } from '../http/strict-json.ts';
import { allowance, postLimits, takeFrom } from './allowance.ts';
import { addressFor, callOf, chatOf, forAnyPage, queryOf, sendJson } from './calls.ts';
import { keepPosted } from './chat.ts';
import { readPosted, requireContent } from './posted.ts';
import type { ChatSeals } from './seals.ts';
import { type drawer, seqOf } from './shown.ts';
import { letGo, takeUpload } from './uploads.ts';

const activities = '/v3/directline/conversations/:id/activities';
const bodyLimits = { limitBytes: 150 * 1024, timeoutMs: 20_000 };
const entriesAtOnce = 100;

export interface TalkingDeps extends DirectLineDeps {
  readonly seals: ChatSeals;
  readonly draw: ReturnType<typeof drawer>;
}

/** Mounts what is said in a chat, in both directions: reading the log, posting, and posting with files. */
export function mountTalking(server: Server, deps: TalkingDeps): void {
  const { seals, draw, webChatLog, newId } = deps;
  const posts = allowance(postLimits);

  server.get(
    activities,
    forAnyPage(deps, async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      const from = seqOf(queryOf(request).get('watermark'));
      const entries = await webChatLog.after(claims.conversationId, from, entriesAtOnce);
      const reader = { claims, address: addressFor(deps.publicUrl, request) };
      const watermark = String(entries.at(-1)?.seq ?? from);
      sendJson(response, 200, { activities: entries.map((entry) => draw(entry, reader)), watermark });
    }),
  );

  server.post(
    activities,
    forAnyPage(deps, async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      const said = readPosted(parseJson(await readBody(request, bodyLimits)));
      takeFrom(posts, claims.conversationId, response);
      const freshId = newId();
      if (said.type === 'typing') {
        deps.onTyping(claims.conversationId);
        return sendJson(response, 200, { id: freshId });
      }
      if (said.type === 'message') requireContent(said, []);
      const posted = { ...said, files: [], freshId };
      const { id } = await keepPosted(deps, callOf(request, claims, said.locale), posted);
      sendJson(response, 200, { id });
    }),
  );

  server.post(
    '/v3/directline/conversations/:id/upload',
    forAnyPage(deps, async (request, response) => {
      const claims = chatOf(request, seals, request.params.id);
      takeFrom(posts, claims.conversationId, response);
      const { said, files } = await takeUpload(request, claims.conversationId, deps);
      const posted = { ...said, files, freshId: newId() };
      const { id, isRepeat } = await keepPosted(deps, callOf(request, claims, said.locale), posted);
      if (isRepeat) await letGo(files, deps);
      sendJson(response, 200, { id });
    }),
  );
}
