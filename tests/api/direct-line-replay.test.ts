import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { clientsOf, saying, textsOf } from '../fixtures/direct-line-client.ts';
import { aWebChatServer, type WebChatServer } from '../fixtures/web-chat-server.ts';

describe('Direct Line, when pages come and go', () => {
  let server: WebChatServer;
  const { connect, endAll } = clientsOf(() => server.url);

  before(async () => {
    server = await aWebChatServer();
  });
  afterEach(endAll);
  after(() => server.close());

  it('misses nothing when the server restarts: the client comes back by itself and the log is replayed', async () => {
    const { token, conversationId } = await server.token();
    const client = connect({ token, random: () => -0.245 }); // the client waits 60 ms instead of 3 to 15 s
    await client.post({ type: 'message', text: 'before', from: { id: 'x' } });
    await client.until(saying('before'));
    await server.stop();
    await server.start();
    await server.say(conversationId, { text: 'said while the page was away' });
    await client.until(saying('said while the page was away'));
    await server.say(conversationId, { text: 'and after' });
    await client.until(saying('and after'));
    const texts = textsOf(client);
    assert.deepEqual(texts, ['before', 'said while the page was away', 'and after'], 'in order, each once');
  });

  it('goes on from a watermark, or from the beginning, when a page is opened again', async () => {
    const { token, conversationId } = await server.token();
    const first = connect({ token });
    await first.post({ type: 'message', text: 'one', from: { id: 'x' } });
    await server.say(conversationId, { text: 'two' });
    await first.until(saying('two'));
    const { watermark } = first.line as unknown as { watermark: string };
    first.end();
    await server.say(conversationId, { text: 'three' });
    const whole = connect({ token, conversationId });
    await whole.until(saying('three'));
    assert.deepEqual(textsOf(whole), ['one', 'two', 'three']);
    whole.end();
    const rest = connect({ token, conversationId, watermark });
    await rest.until(saying('three'));
    assert.deepEqual(textsOf(rest), ['three']);
  });

  it('replays a long talk in order and whole', async () => {
    const { token, conversationId } = await server.token();
    await server.database.commit({})(async (unit) => {
      for (let at = 0; at < 450; at++)
        unit.appendToWebChat(conversationId, { type: 'message', text: String(at) });
    });
    const client = connect({ token, conversationId });
    await client.until(saying('449'));
    const texts = textsOf(client).map(Number);
    assert.deepEqual(
      texts,
      Array.from({ length: 450 }, (_, at) => at),
    );
    const ids = new Set(client.heard.map(({ id }) => id));
    assert.equal(ids.size, 450, 'entries without an id get one');
  });

  it('works by polling where sockets are not possible', async () => {
    const { token, conversationId } = await server.token();
    const client = connect({ token, webSocket: false, pollingInterval: 200 });
    await client.post({ type: 'message', text: 'by poll', from: { id: 'x' } });
    await client.until(saying('by poll'));
    await server.say(conversationId, { text: 'heard you' });
    await client.until(saying('heard you'));
    await wait(450);
    assert.equal(client.heard.length, 2, 'nothing twice');
  });

  it('gives a conversation to the newest socket and closes the older one', async () => {
    const { token } = await server.token();
    const { conversationId, streamUrl } = (await (
      await server.call('/v3/directline/conversations', { token, body: {} })
    ).json()) as Record<string, string>;
    const older = new WebSocket(streamUrl!);
    await once(older, 'open');
    const closed = once(older, 'close') as Promise<[CloseEvent]>;
    const newer = new WebSocket(streamUrl!);
    const heard = once(newer, 'message') as Promise<[MessageEvent<string>]>;
    const [{ reason }] = await closed;
    assert.equal(reason, 'collision');
    await server.say(conversationId!, { text: 'to the newest' });
    const [{ data }] = await heard;
    assert.equal(JSON.parse(data).activities[0].text, 'to the newest');
    newer.close();
  });
});
