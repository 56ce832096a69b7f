import assert from 'node:assert/strict';
import type { Message } from 'botframework-directlinejs';
import { clientsOf, saying } from '../fixtures/direct-line-client.ts';
import { aWebChatServer, type WebChatServer } from '../fixtures/web-chat-server.ts';

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('Direct Line, with the real client', () => {
  let server: WebChatServer;
  const { connect, endAll } = clientsOf(() => server.url);

  before(async () => {
    server = await aWebChatServer();
  });
  afterEach(endAll);
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
    const fromBen = await client.until(saying('I am on it.'));
    assert.ok(performance.now() - startedAt < 1000, 'pushed, not polled');
    assert.equal((fromBen.from as { name?: string }).name, 'Ben Ode');
    const article = (await client.until(saying('This may help:'))) as Message;
    assert.equal(article.attachments?.[0]?.contentType, 'application/vnd.microsoft.card.adaptive');
    assert.match(JSON.stringify(article.attachments), /Switch it off\..*Source: A drip, version 2\.0/);
    const question = (await client.until(saying('Did that solve it?'))) as Message;
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
    const asked = (await client.until(saying('How was it?'))) as Message;
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
    const echo = (await client.until(saying('see'))) as Message;
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
    await client.until(saying('hi'));
    await server.arrivals();
    await client.post({ type: 'typing', from: { id: user.id } });
    assert.ok(server.typed.includes(conversationId));
    const ben = { id: 'ben', name: 'Ben Ode', roles: ['agent'], unitId: 'main' };
    server.sockets.typing(conversationId, ben);
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
