import { createHash } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { Refused } from '../domain/refusals.ts';
import { type Commit, Duplicate } from '../domain/unit.ts';
import { type AdmittedActivity, readActivity } from './bot/activity.ts';
import type { ApiDeps } from './deps.ts';
import { readBody } from './http/body.ts';
import { isAtThisMachine } from './http/here.ts';
import { fail } from './http/serve.ts';
import { parseJson } from './http/strict-json.ts';
import { traceOf } from './http/trace.ts';

export interface BotEndpointDeps extends Pick<ApiDeps, 'log' | 'publicUrl'> {
  /** The token gate: looks at the whole request before any logic runs. */
  readonly admit: (request: {
    readonly authorization: readonly string[];
    readonly activity: unknown;
    readonly remoteAddress: string | undefined;
    readonly forwarded: boolean;
  }) => Promise<
    { readonly ok: true } | { readonly ok: false; readonly reason: string; readonly status: 401 | 503 }
  >;
  readonly commit: Commit;
  /** Runs an invoke's turn while its caller waits; undefined means nothing took it. */
  readonly invoke: (
    activity: AdmittedActivity,
    traceId: string,
  ) => Promise<{ status: number; body?: unknown } | undefined>;
}

/**
 * The channels staff use: Teams, and the emulator, which only demo mode lets in. Elsewhere (Direct Line, the portal's own
 * test chat) a client writes its sender itself, so its activities are acknowledged, and nothing is done with them; our
 * customers' chats come in through our own Direct Line server.
 */
const staffChannels = new Set(['msteams', 'emulator']);

/** Kinds of activity that are kept and handled; others are acknowledged and dropped. */
const kept = new Set(['message', 'conversationUpdate', 'installationUpdate', 'messageReaction', 'event']);

/**
 * `POST /api/messages`: the Bot Connector's way in. The gate first; an invoke is answered in the same request, everything
 * else is acknowledged once its inbox row is committed, and handled afterwards.
 */
export function mountBotEndpoint(server: Server, deps: BotEndpointDeps): void {
  server.post('/api/messages', async function messages(request: Request, response: Response): Promise<void> {
    try {
      const { status, body } = await take(request, deps);
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    } catch (error) {
      fail(request, response, { error, deps });
    }
  });
}

async function take(request: Request, deps: BotEndpointDeps): Promise<{ status: number; body: unknown }> {
  const sent = parseJson(await readBody(request));
  const { headersDistinct: headers, socket } = request;
  const verdict = await deps.admit({
    authorization: headers.authorization ?? [],
    activity: sent,
    remoteAddress: socket.remoteAddress,
    forwarded: !isAtThisMachine(request),
  });
  if (!verdict.ok && verdict.status === 503)
    throw new Refused('service.unavailable', { part: 'The list of signing keys' });
  if (!verdict.ok) throw new Refused('sign_in.invalid', { problem: 'the bot token was refused' });
  const activity = readActivity(sent);
  const traceId = traceOf(request);
  const isStaff = staffChannels.has(activity.channelId);
  if (activity.type === 'invoke') {
    const answer = isStaff ? await deps.invoke(activity, traceId) : undefined;
    return { status: answer?.status ?? 501, body: answer?.body ?? {} };
  }
  if (isStaff && kept.has(activity.type)) await keep(deps.commit, activity, traceId);
  return { status: 200, body: {} };
}

async function keep(commit: Commit, activity: AdmittedActivity, traceId: string): Promise<void> {
  const conversationId = activity.conversation.id;
  const id = activity.id || digest(JSON.stringify(activity));
  try {
    await commit(
      async (unit) =>
        unit.receive({
          channel: activity.channelId,
          key: short(`${conversationId}|${activity.type}|${id}`),
          lane: short(`${activity.channelId}:${conversationId}`),
          activity,
        }),
      { traceId },
    );
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 32);

/** Keys and lanes are kept in columns of 400 characters; a longer one must not become another's by being cut. */
const short = (text: string): string => (text.length <= 400 ? text : `${text.slice(0, 360)}#${digest(text)}`);
