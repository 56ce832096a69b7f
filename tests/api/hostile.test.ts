import assert from 'node:assert/strict';
import {
  activityFields,
  hostileBodies,
  hostileTexts,
  hostileValues,
  invokes,
} from '../fixtures/api/hostile.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';

/** Nothing listens there, so what a turn sends fails at once and stays on this machine. */
const serviceUrl = 'http://127.0.0.1:9/';
const mostGrowthBytes = 100 * 1_048_576;

describe('hostile requests', function () {
  this.timeout(30_000);
  let app: RunningApp;
  let aadObjectId: string | null;
  let restingBytes: number;

  before(async () => {
    app = await aRunningApp();
    aadObjectId = (await app.signIn('agent')).user.aadObjectId;
    restingBytes = process.memoryUsage().rss;
  });
  after(() => app.stop(/ECONNREFUSED/));
  afterEach('the product is well', async () => {
    assert.equal((await fetch(`${app.url}/health`)).status, 200);
    const grown = process.memoryUsage().rss - restingBytes;
    assert.ok(grown < mostGrowthBytes, `the process grew by ${grown} bytes`);
  });

  const post = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
    const begun = performance.now();
    const answer = await fetch(app.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const text = await answer.text();
    assert.ok(performance.now() - begun < 1_000, `${path} took too long`);
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', text };
  };
  let sent = 0;
  const activity = (given: object) =>
    JSON.stringify({
      type: 'message',
      id: `hostile-${++sent}`,
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:agent', aadObjectId },
      recipient: { id: '28:fieldline' },
      conversation: { id: `a:hostile-${sent}`, conversationType: 'personal' },
      ...given,
    });
  const aChat = async () => {
    const { text } = await post('/api/web-chat/token', '{}');
    const { token, conversationId } = JSON.parse(text) as { token: string; conversationId: string };
    const say = (body: object) =>
      post(`/v3/directline/conversations/${conversationId}/activities`, JSON.stringify(body), {
        authorization: `Bearer ${token}`,
      });
    return { conversationId, token, say };
  };

  for (const [kind, body] of Object.entries(hostileBodies))
    it(`are refused in problem details when the body is ${kind}`, async () => {
      const { conversationId, token } = await aChat();
      const admin = await app.signIn('supervisor');
      const ways: [path: string, token: string | null][] = [
        ['/api/messages', null],
        [`/v3/directline/conversations/${conversationId}/activities`, token],
        ['/api/cases', admin.token],
        ['/api/demo/sign-in', null],
      ];
      for (const [path, bearer] of ways) {
        const headers = bearer ? { authorization: `Bearer ${bearer}` } : undefined;
        const answer = await post(path, body as BodyInit, headers);
        assert.ok([400, 413].includes(answer.status), `${path}: ${answer.status} ${answer.text}`);
        assert.match(answer.type, /application\/problem\+json/);
      }
    });

  for (const field of activityFields)
    it(`do no harm when an activity's ${field} holds what it should not`, async () => {
      for (const value of hostileValues) {
        const { status, text } = await post('/api/messages', activity({ [field]: value }));
        const allowed = [200, 400, 501]; // 501: the value made it an invoke that nobody answers
        assert.ok(allowed.includes(status), `${JSON.stringify(value)?.slice(0, 60)}: ${status} ${text}`);
      }
    });

  for (const name of invokes)
    it(`are answered, and never with a fault, when ${name} brings nonsense`, async () => {
      for (const value of [
        ...hostileValues,
        { action: { verb: 'case.reply', data: null } },
        { action: { verb: '__proto__', data: { caseId: {} } } },
        { data: { verb: 'case.resolve', caseId: ['x'] } },
        { data: { verb: 'case.transfer', caseId: "' OR 1=1--" } },
        { commandId: 'searchCases', parameters: { name: 'query' } },
        { commandId: 'searchCases', parameters: [null, { name: 'query', value: "%' OR '1'='1" }] },
      ]) {
        const { status, text } = await post('/api/messages', activity({ type: 'invoke', name, value }));
        const allowed = [200, 400, 404, 412, 501];
        assert.ok(allowed.includes(status), `${JSON.stringify(value)?.slice(0, 80)}: ${status} ${text}`);
      }
    });

  it('are nobody when they come by a channel whose clients write their own sender', async () => {
    const count = () =>
      Promise.all([app.database.tables.conversations.count({}), app.database.tables.posts.count({})]);
    const before = await count();
    for (const channelId of ['directline', 'webchat', 'sms']) {
      const channelData = { customer: { externalId: 'customer-01', name: 'Mara Weber' } };
      const answer = await post('/api/messages', activity({ channelId, channelData, text: 'cases' }));
      assert.equal(answer.status, 200);
      const name = 'composeExtension/query';
      assert.equal((await post('/api/messages', activity({ channelId, type: 'invoke', name }))).status, 501);
    }
    assert.deepEqual(await count(), before);
  });

  it('are refused when a page of another site sends them from a browser here', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'text/plain' };
    assert.equal((await post('/api/messages', activity({ text: 'cases' }), headers)).status, 401);
    assert.equal((await post('/api/messages', activity({}), { 'x-real-ip': '203.0.113.9' })).status, 401);
  });

  it('stay words in a chat, whatever they are, and speak for nobody else', async () => {
    for (const text of hostileTexts) {
      const { conversationId, say } = await aChat();
      const from = { id: 'agent-01', role: 'bot' };
      const channelData = { customer: { externalId: 'customer-01' } };
      const answer = await say({ type: 'message', text, from, channelData, locale: 'xx-<b>' });
      assert.ok([200, 400].includes(answer.status), answer.text);
      const chat = await app.database.tables.webChats.find(conversationId);
      assert.equal(chat?.externalId ?? null, null);
    }
  });
});
