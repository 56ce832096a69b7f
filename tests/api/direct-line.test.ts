import assert from 'node:assert/strict';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Message } from 'botframework-directlinejs';
import { aClient, type Client } from '../fixtures/direct-line-client.ts';
import { aWebChatServer, type WebChatServer } from '../fixtures/web-chat-server.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('Direct Line, with the real client', () => {
  let server: WebChatServer;
  const clients: Client[] = [];
  const connect = (options: Record<string, unknown>): Client => {
    const client = aClient(server.url, options);
    clients.push(client);
    return client;
  };
  const hears = (text: string) => (activity: object) => (activity as Partial<Message>).text === text;

  before(async () => {
    server = await aWebChatServer();
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.end();
  });
  after(() => server.close());

  it('posts a message, shows it to its own page with its client id, and keeps it for the bot', async () => {
    await server.arrivals();
    const { token, conversationId, user } = await server.token({
      user: { id: 'cust-7', name: 'Mara Weber' },
    });
    const client = connect({ token });
    const id = await client.post({
      type: 'message',
      text: 'the AC on floor 3 is leaking again',
      locale: 'en-GB',
      from: { id: 'somebody-else', name: 'Mallory', role: 'bot' },
      conversation: { id: 'another' },
      serviceUrl: 'https://elsewhere.example',
      channelData: { clientActivityID: 'c-1', customer: { externalId: 'the-boss' } },
    });
    const echo = await client.until(({ type }) => type === 'message');
    assert.equal(echo.id, id);
    assert.deepEqual(echo.from, { id: user.id, name: 'Mara Weber', role: 'user' });
    assert.equal((echo.channelData as { clientActivityID: string }).clientActivityID, 'c-1');
    const [join, said, ...more] = await server.arrivals();
    assert.equal(more.length, 0);
    assert.equal(join?.activity.name, 'webchat/join');
    assert.deepEqual([said?.channel, said?.lane], ['directline', `conversation:${conversationId}`]);
    assert.deepEqual(said?.activity, {
      type: 'message',
      id,
      timestamp: (echo as { timestamp?: string }).timestamp,
      channelId: 'directline',
      serviceUrl: server.url,
      from: { id: user.id, name: 'Mara Weber', role: 'user' },
      recipient: { id: 'bot', name: 'Fieldline', role: 'bot' },
      conversation: { id: conversationId },
      locale: 'en-GB',
      text: 'the AC on floor 3 is leaking again',
      attachments: [],
      channelData: { clientActivityID: 'c-1', customer: { externalId: 'cust-7', name: 'Mara Weber' } },
    });
  });

  it('hears the bot and agents over the socket at once: cards drawn, choices as buttons, people by name', async () => {
    const { token, conversationId, user } = await server.token();
    const client = connect({ token });
    await client.post({ type: 'message', text: 'hello', from: { id: user.id } });
    const startedAt = performance.now();
    const card = {
      card: 'article',
      articleId: 'K-1',
      articleVersion: '2.0',
      title: 'A drip',
      passage: 'Switch it off.',
    } as const;
    await server.say(conversationId, { text: 'This may help:', customerCard: card });
    const choices = [{ title: 'Yes, solved', value: 'Yes, solved' }];
    await server.say(conversationId, {
      text: 'Did that solve it?',
      customerCard: { card: 'choices', choices },
    });
    await server.say(conversationId, { text: 'I am on it.', from: { id: 'ben', name: 'Ben Ode' } });
    const fromBen = await client.until(hears('I am on it.'));
    assert.ok(performance.now() - startedAt < 1000, 'pushed, not polled');
    assert.equal((fromBen.from as { name?: string }).name, 'Ben Ode');
    const article = (await client.until(hears('This may help:'))) as Message;
    assert.equal(article.attachments?.[0]?.contentType, 'application/vnd.microsoft.card.adaptive');
    assert.match(JSON.stringify(article.attachments), /Switch it off\..*Source: A drip, version 2\.0/);
    const question = (await client.until(hears('Did that solve it?'))) as Message;
    assert.deepEqual(question.suggestedActions?.actions, [
      { type: 'imBack', title: 'Yes, solved', value: 'Yes, solved' },
    ]);
    assert.ok(
      !('customerCard' in question) && !('files' in question),
      'nothing of the log itself leaves the house',
    );
  });

  it('draws the rating as buttons that carry the case', async () => {
    const { token, conversationId } = await server.token();
    const client = connect({ token });
    await client.post({ type: 'message', text: 'hello', from: { id: 'x' } });
    const rating = { card: 'rating', caseId: 'case-1', caseNumber: 'C-1042' } as const;
    await server.say(conversationId, { text: 'How was it?', customerCard: rating });
    const asked = (await client.until(hears('How was it?'))) as Message;
    assert.match(JSON.stringify(asked.attachments), /"verb":"case\.rate"|"caseId":"case-1"/);
    await server.arrivals();
    await client.post({
      type: 'message',
      value: { verb: 'case.rate', caseId: 'case-1', rating: 5 },
      from: { id: 'x' },
      channelData: { postBack: true, clientActivityID: 'tap-1' },
    });
    const [tapped] = await server.arrivals();
    assert.deepEqual(tapped?.activity.value, { verb: 'case.rate', caseId: 'case-1', rating: 5 });
    const echo = await client.until(
      ({ channelData }) => (channelData as { clientActivityID?: string })?.clientActivityID === 'tap-1',
    );
    assert.equal((echo.channelData as { postBack?: boolean }).postBack, true);
  });

  it('misses nothing when the server restarts: the client comes back by itself and the log is replayed', async () => {
    const { token, conversationId } = await server.token();
    const client = connect({ token, random: () => -0.245 }); // the client waits 60 ms instead of 3 to 15 s
    await client.post({ type: 'message', text: 'before', from: { id: 'x' } });
    await client.until(hears('before'));
    await server.stop();
    await server.start();
    await server.say(conversationId, { text: 'said while the page was away' });
    await client.until(hears('said while the page was away'));
    await server.say(conversationId, { text: 'and after' });
    await client.until(hears('and after'));
    const texts = client.heard.map((activity) => (activity as Message).text);
    assert.deepEqual(texts, ['before', 'said while the page was away', 'and after'], 'in order, each once');
  });

  it('goes on from a watermark, or from the beginning, when a page is opened again', async () => {
    const { token, conversationId } = await server.token();
    const first = connect({ token });
    await first.post({ type: 'message', text: 'one', from: { id: 'x' } });
    await server.say(conversationId, { text: 'two' });
    await first.until(hears('two'));
    const { watermark } = first.line as unknown as { watermark: string };
    first.end();
    await server.say(conversationId, { text: 'three' });
    const whole = connect({ token, conversationId });
    await whole.until(hears('three'));
    assert.deepEqual(
      whole.heard.map((activity) => (activity as Message).text),
      ['one', 'two', 'three'],
    );
    whole.end();
    const rest = connect({ token, conversationId, watermark });
    await rest.until(hears('three'));
    assert.deepEqual(
      rest.heard.map((activity) => (activity as Message).text),
      ['three'],
    );
  });

  it('replays a long talk in order and whole', async () => {
    const { token, conversationId } = await server.token();
    await server.database.commit({})(async (unit) => {
      for (let at = 0; at < 450; at++)
        unit.appendToWebChat(conversationId, { type: 'message', text: String(at) });
    });
    const client = connect({ token, conversationId });
    await client.until(hears('449'));
    const texts = client.heard.map((activity) => Number((activity as Message).text));
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
    await client.until(hears('by poll'));
    await server.say(conversationId, { text: 'heard you' });
    await client.until(hears('heard you'));
    await wait(450);
    assert.equal(client.heard.length, 2, 'nothing twice');
  });

  it('takes a message sent twice for one, also when both come at the same moment', async () => {
    const { token, conversationId } = await server.token();
    const client = connect({ token });
    const message = {
      type: 'message',
      text: 'once',
      from: { id: 'x' },
      channelData: { clientActivityID: 'c-9' },
    };
    const first = await client.post(message);
    await server.arrivals();
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    const again = await Promise.all([1, 2, 3].map(() => server.call(path, { token, body: message })));
    for (const answer of again) {
      assert.equal(answer.status, 200);
      assert.deepEqual(await answer.json(), { id: first });
    }
    assert.deepEqual(await server.arrivals(), []);
    const { activities } = (await (await server.call(path, { token })).json()) as { activities: Message[] };
    assert.equal(activities.filter(({ text }) => text === 'once').length, 1);
  });

  it('uploads files with their message: stored, sniffed, linked for the page and for the bot', async () => {
    const { token, user } = await server.token();
    const client = connect({ token });
    await server.arrivals();
    const attachment = {
      name: '../../photo "1".png',
      contentType: 'text/html',
      contentUrl: `data:text/html;base64,${png.toString('base64')}`,
    };
    const page = {
      name: 'evil.html',
      contentType: 'text/html',
      contentUrl: 'data:text/html,<script>1</script>',
    };
    await client.post({
      type: 'message',
      text: 'see',
      from: { id: user.id },
      attachments: [attachment, page],
    });
    const echo = (await client.until(hears('see'))) as Message;
    const [photo, html] = echo.attachments as { name: string; contentType: string; contentUrl: string }[];
    assert.deepEqual([photo?.name.includes('/'), photo?.contentType], [false, 'image/png']);
    assert.equal(html?.contentType, 'application/octet-stream', 'a page is never believed to be one');
    const shown = await fetch(photo!.contentUrl);
    assert.deepEqual(Buffer.from(await shown.arrayBuffer()), png);
    assert.match(shown.headers.get('content-disposition') ?? '', /^inline/);
    const saved = await fetch(html!.contentUrl);
    assert.match(saved.headers.get('content-disposition') ?? '', /^attachment/);
    assert.match(saved.headers.get('content-security-policy') ?? '', /sandbox/);
    const arrived = (await server.arrivals()).at(-1)?.activity.attachments as {
      attachmentId: string;
      contentUrl: string;
      sizeBytes: number;
    }[];
    assert.equal(arrived[0]?.contentUrl, `${server.url}/api/attachments/${arrived[0]?.attachmentId}`);
    assert.equal(arrived[0]?.sizeBytes, png.length);
  });

  it('tells of typing both ways and keeps none of it', async () => {
    const { token, conversationId, user } = await server.token();
    const client = connect({ token });
    await client.post({ type: 'message', text: 'hi', from: { id: user.id } });
    await client.until(hears('hi'));
    await server.arrivals();
    await client.post({ type: 'typing', from: { id: user.id } });
    assert.ok(server.typed.includes(conversationId));
    server.sockets.typing(conversationId, { id: 'ben', name: 'Ben Ode' });
    const typing = await client.until(({ type }) => type === 'typing');
    assert.deepEqual(typing.from, { id: 'ben', name: 'Ben Ode', role: 'bot' });
    assert.deepEqual(await server.arrivals(), []);
  });

  it('greets a chat once, in the language its page speaks, however often it joins', async () => {
    await server.arrivals();
    const { token, conversationId } = await server.token();
    const client = connect({ token, conversationStartProperties: { locale: 'de-AT' } });
    const joining = { type: 'event', name: 'webchat/join', from: { id: 'x' } };
    await client.post(joining);
    await client.post(joining);
    await server.call(`/v3/directline/conversations/${conversationId}`, { token });
    const arrived = await server.arrivals();
    assert.deepEqual(
      arrived.map(({ activity }) => [activity.type, activity.name, activity.locale]),
      [['event', 'webchat/join', 'de-AT']],
    );
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

  it('starts conversations for the site with its key, and lets nobody else do so', async () => {
    const generated = await server.call('/v3/directline/tokens/generate', {
      token: 'the-key-of-the-site-that-is-long-enough-too',
      body: { user: { id: 'dl_cust-3', name: 'Ada' } },
    });
    const { token } = (await generated.json()) as { token: string };
    const client = connect({ token });
    await server.arrivals();
    await client.post({ type: 'message', text: 'vouched for', from: { id: 'x' } });
    const said = (await server.arrivals()).at(-1);
    assert.deepEqual(said?.activity.from, { id: 'dl_cust-3', name: 'Ada', role: 'user' });
    assert.equal(
      (await server.call('/v3/directline/tokens/generate', { token: 'a-guess', body: {} })).status,
      401,
    );
    assert.equal((await server.call('/v3/directline/tokens/generate', { token, body: {} })).status, 401);
  });
});
