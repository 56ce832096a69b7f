import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Committed, WebChatLog } from '../../domain/messaging/logs.ts';
import type { WebChatEntry } from '../../domain/messaging/web-chat.ts';
import type { ApiDeps } from '../deps.ts';
import { addressFor } from './calls.ts';
import type { ChatSeals } from './seals.ts';
import { type Reader, seqOf } from './shown.ts';

const keepAliveMs = 15_000;
const entriesAtOnce = 100;
/** The close code of a socket that a newer one of the same conversation replaces. */
const collision = 4409;

export interface SocketsDeps {
  readonly publicUrl: string;
  readonly seals: ChatSeals;
  readonly webChatLog: WebChatLog;
  readonly draw: (entry: WebChatEntry, reader: Reader) => object;
  readonly onCommitted: ApiDeps['onCommitted'];
  readonly log: Pick<ApiDeps['log'], 'error'>;
}

/** The open pages. */
export interface Sockets {
  /** Shows that somebody writes, to a page that is open right now and to nobody else. */
  typing(webChatId: string, from: { readonly id: string; readonly name: string }): void;
  /** Closes every socket; pages come back on their own. */
  stop(): void;
}

/**
 * Serves the streams of Direct Line: one WebSocket a conversation. Each reads the log forward from its own watermark, at
 * its client's pace, so a page that was away misses nothing and a slow one holds nobody up.
 */
export function sockets(http: HttpServer, deps: SocketsDeps): Sockets {
  const streams = new Map<string, Stream>();
  const wss = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
  let isStopped = false;

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const asked = askedOf(request);
    if (!asked) return; // for others to take
    socket.on('error', () => socket.destroy()); // without a listener, a peer that vanishes now would end the process
    const claims = claimsOf(asked, deps.seals);
    if (!claims) return void refuse(socket, '401 Unauthorized');
    if (isStopped) return void refuse(socket, '503 Service Unavailable');
    const reader = { claims, address: addressFor(deps.publicUrl, request) };
    wss.handleUpgrade(request, socket, head, (client) => {
      streams.get(asked.conversationId)?.close(collision, 'collision');
      const stream = streamTo(client, { reader, from: seqOf(asked.watermark), deps });
      streams.set(asked.conversationId, stream);
      client.once('close', () => {
        if (streams.get(asked.conversationId) === stream) streams.delete(asked.conversationId);
      });
      stream.catchUp();
    });
  };
  http.on('upgrade', onUpgrade);
  const forget = deps.onCommitted(({ webChats }: Committed) => {
    for (const webChatId of new Set(webChats.map((entry) => entry.webChatId)))
      streams.get(webChatId)?.catchUp();
  });
  const beat = setInterval(() => {
    for (const stream of streams.values()) stream.keepAlive();
  }, keepAliveMs).unref();

  return {
    typing: (webChatId, { id, name }) =>
      streams.get(webChatId)?.tell({ type: 'typing', from: { id, name, role: 'bot' } }),
    stop: () => {
      isStopped = true;
      forget();
      clearInterval(beat);
      for (const stream of streams.values()) stream.close(1001, 'going away');
    },
  };
}

interface Stream {
  /** Sends what the log holds beyond the watermark. */
  catchUp(): void;
  /** Sends something that the log does not hold; it moves no watermark. */
  tell(activity: object): void;
  keepAlive(): void;
  close(code: number, reason: string): void;
}

function streamTo(client: WebSocket, to: { reader: Reader; from: number; deps: SocketsDeps }): Stream {
  const { reader, deps } = to;
  const { conversationId } = reader.claims;
  let watermark = to.from;
  let isBusy = false;
  let isAsked = false;
  let isAlive = true;
  client.on('pong', () => {
    isAlive = true;
  });
  client.on('error', () => client.terminate());

  const send = (text: string) =>
    new Promise<void>((done) => {
      client.send(text, () => done()); // a socket that broke says so by closing
    });
  const readOn = async (): Promise<boolean> => {
    const entries = await deps.webChatLog.after(conversationId, watermark, entriesAtOnce);
    if (entries.length === 0) return false;
    // One activity a frame: the client mixes up the order of activities when frames of several come close together.
    const frames = entries.map((entry) => ({
      activities: [deps.draw(entry, reader)],
      watermark: String(entry.seq),
    }));
    await Promise.all(frames.map((frame) => send(JSON.stringify(frame))));
    watermark = entries.at(-1)!.seq;
    return entries.length === entriesAtOnce;
  };
  const run = async () => {
    isBusy = true;
    try {
      while (isAsked && client.readyState === client.OPEN) {
        isAsked = false;
        isAsked = (await readOn()) || isAsked;
      }
    } catch (error) {
      deps.log.error({ err: error, webChatId: conversationId }, 'a web chat could not be read');
      client.close(1011, 'try again');
    } finally {
      isBusy = false;
    }
  };
  return {
    catchUp: () => {
      isAsked = true;
      if (!isBusy) void run();
    },
    tell: (activity) => {
      const whole = { ...activity, channelId: 'directline', conversation: { id: conversationId } };
      client.send(JSON.stringify({ activities: [whole] }));
    },
    keepAlive: () => {
      if (!isAlive) return client.terminate();
      isAlive = false;
      client.ping();
      client.send('');
    },
    close: (code, reason) => {
      client.close(code, reason);
      setTimeout(() => client.terminate(), 1000).unref();
    },
  };
}

const refuse = (socket: Duplex, status: string) =>
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);

/** Whose stream it is, when the address was made by us for this conversation less than a minute ago. */
function claimsOf(asked: { readonly conversationId: string; readonly token: string }, seals: ChatSeals) {
  const opened = seals.stream.open(asked.token);
  if (!opened || opened.expiredFor >= 0) return undefined;
  return opened.claims.conversationId === asked.conversationId ? opened.claims : undefined;
}

function askedOf(request: IncomingMessage) {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const [, conversationId] = /^\/v3\/directline\/conversations\/([\w-]{1,80})\/stream$/.exec(path) ?? [];
  if (conversationId === undefined) return undefined;
  const asked = new URLSearchParams(query);
  return { conversationId, watermark: asked.get('watermark'), token: asked.get('t') ?? '' };
}
