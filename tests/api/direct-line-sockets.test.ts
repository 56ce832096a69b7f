import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { mock } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pino from 'pino';
import { chatSeals } from '../../api/direct-line/seals.ts';
import { type Sockets, sockets } from '../../api/direct-line/sockets.ts';
import type { Committed } from '../../domain/messaging/logs.ts';
import type { WebChatEntry } from '../../domain/messaging/web-chat.ts';
import { secret } from '../fixtures/web-chat-server.ts';

const seals = chatSeals(secret);

describe('the sockets of Direct Line', () => {
  let http: Server;
  let streams: Sockets;
  let tell: (committed: Partial<Committed>) => void;
  let entries: WebChatEntry[];
  let logIsBroken: boolean;

  beforeEach(async () => {
    entries = [];
    logIsBroken = false;
    http = createServer();
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    mock.timers.enable({ apis: ['setInterval'] });
    streams = sockets(http, {
      publicUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      seals,
      draw: ({ activity }) => activity,
      log: pino({ level: 'silent' }),
      onCommitted: (listen) => {
        tell = listen as typeof tell;
        return () => undefined;
      },
      webChatLog: {
        after: async (webChatId, seq, limit) => {
          if (logIsBroken) throw new Error('away');
          return entries.filter((entry) => entry.webChatId === webChatId && entry.seq > seq).slice(0, limit);
        },
      },
    });
  });
  afterEach(() => {
    mock.timers.reset();
    streams.stop();
    http.closeAllConnections();
    http.close();
  });

  const open = async (conversationId: string, watermark = '-') => {
    const t = seals.stream.make({ conversationId, user: 'dl_x' }, 60);
    const { port } = http.address() as AddressInfo;
    const socket = new WebSocket(
      `ws://127.0.0.1:${port}/v3/directline/conversations/${conversationId}/stream?watermark=${watermark}&t=${t}`,
    );
    const heard: string[] = [];
    socket.addEventListener('message', ({ data }) => heard.push(String(data)));
    await once(socket, 'open');
    return { socket, heard };
  };
  const append = (webChatId: string, text: string) => {
    const entry = { seq: entries.length + 1, webChatId, activity: { text } };
    entries.push(entry);
    tell({ webChats: [entry] });
  };

  it('sends empty frames every 15 s, so that nobody in between takes the line for dead', async () => {
    const { heard } = await open('a');
    mock.timers.tick(15_000);
    await wait(50);
    mock.timers.tick(15_000);
    await wait(50);
    assert.deepEqual(heard, ['', '']);
  });

  it('lets go of a peer that no longer answers', async () => {
    const { socket } = await open('a');
    const closed = once(socket, 'close');
    mock.timers.tick(15_000);
    mock.timers.tick(15_000); // no time in between for the answer to the first
    await closed;
    assert.equal(socket.readyState, WebSocket.CLOSED);
  });

  it('sends each entry once and in order, however commits fall together', async () => {
    append('a', '1');
    const { heard } = await open('a');
    append('a', '2');
    append('b', 'not yours');
    append('a', '3');
    append('a', '4');
    await wait(50);
    const frames = heard.map((text) => JSON.parse(text));
    assert.deepEqual(
      frames.map(({ activities }) => activities.map(({ text }: { text: string }) => text)),
      [['1'], ['2'], ['3'], ['4']],
    );
    assert.deepEqual(
      frames.map(({ watermark }) => watermark),
      ['1', '2', '4', '5'],
    );
  });

  it('closes a socket whose log cannot be read, so that its client comes back and reads on', async () => {
    const { socket } = await open('a');
    const closed = once(socket, 'close') as Promise<[CloseEvent]>;
    logIsBroken = true;
    append('a', 'lost for now');
    const [{ code }] = await closed;
    assert.equal(code, 1011);
    logIsBroken = false;
    const { heard } = await open('a', '0');
    await wait(50);
    assert.equal(heard.length, 1);
  });

  it('survives a peer that vanishes while it is being refused', async () => {
    const { port } = http.address() as AddressInfo;
    for (let at = 0; at < 20; at++) {
      const peer = connect(port, '127.0.0.1');
      await once(peer, 'connect');
      const head = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
      peer.write(`GET /v3/directline/conversations/a/stream?t=bad HTTP/1.1\r\n${head}`);
      peer.resetAndDestroy();
    }
    await wait(50);
    const { socket } = await open('a');
    assert.equal(socket.readyState, WebSocket.OPEN);
  });

  it('closes every socket when the server stops, and leaves other protocols to others', async () => {
    const { socket } = await open('a');
    const closed = once(socket, 'close') as Promise<[CloseEvent]>;
    streams.stop();
    assert.equal((await closed)[0].code, 1001);
    const taken = new EventEmitter();
    http.on('upgrade', (request, stream) => {
      taken.emit('taken', request.url);
      stream.end();
    });
    const { port } = http.address() as AddressInfo;
    const other = new WebSocket(`ws://127.0.0.1:${port}/$iothub/websocket`);
    other.addEventListener('error', () => undefined);
    assert.deepEqual(await once(taken, 'taken'), ['/$iothub/websocket']);
  });
});
