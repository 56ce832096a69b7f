import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chatSeals } from '../../api/direct-line/seals.ts';
import { aWebChatServer, secret, siteKey, type WebChatServer } from '../fixtures/web-chat-server.ts';

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const signed = (header: object, claims: object, key: string) => {
  const body = `${part(header)}.${part(claims)}`;
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
};

describe('Direct Line refuses', () => {
  let server: WebChatServer;
  let token: string;
  let conversationId: string;
  let activities: string;

  before(async () => {
    server = await aWebChatServer();
  });
  beforeEach(async () => {
    await server.arrivals();
    ({ token, conversationId } = await server.token());
    activities = `/v3/directline/conversations/${conversationId}/activities`;
  });
  after(() => server.close());

  const problemOf = async (answer: Response) => {
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.equal(
      answer.headers.get('access-control-allow-origin'),
      '*',
      'a page of another site can read why',
    );
    return { status: answer.status, code: ((await answer.json()) as { code: string }).code };
  };

  it('every token that is not its own, with 401, on every route', async () => {
    const claims = { conversationId, user: 'dl_x', name: null, externalId: null, exp: 9_999_999_999 };
    const seals = chatSeals(secret);
    const bad: Record<string, string | undefined> = {
      none: undefined,
      'no token at all': 'x',
      'without a signature': `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`,
      'signed with the bare secret': signed({ alg: 'HS256', typ: 'JWT' }, claims, secret),
      "signed with the site's key": signed({ alg: 'HS256', typ: 'JWT' }, claims, siteKey),
      'with another body': [token.split('.')[0], part(claims), token.split('.')[2]].join('.'),
      'cut short': token.slice(0, -4),
      'with a part too many': `${token}.x`,
      'of another installation': chatSeals('another secret, just as long').chat.make(claims, 1800),
      "a socket's": seals.stream.make({ conversationId, user: 'dl_x' }, 60),
      "a file's": seals.file.make({ attachmentId: conversationId }, 60),
    };
    const routes = [
      { path: activities },
      { path: activities, body: { type: 'message', text: 'forged' } },
      { path: activities.replace(/activities$/, 'upload'), body: new FormData() },
      { path: activities.replace(/\/activities$/, '') },
      { path: '/v3/directline/conversations', body: {} },
      { path: '/v3/directline/tokens/refresh', body: {} },
    ];
    for (const [name, forged] of Object.entries(bad)) {
      for (const { path, body } of routes) {
        const answer = await server.call(path, { ...(forged && { token: forged }), body });
        const code = name === 'none' ? 'sign_in.required' : 'sign_in.invalid';
        assert.deepEqual(await problemOf(answer), { status: 401, code }, `${name} at ${path}`);
      }
    }
    assert.deepEqual(await server.arrivals(), []);
  });

  it("another conversation's token and one that has expired, with 403, on which clients renew", async () => {
    const { token: other } = await server.token();
    assert.deepEqual(await problemOf(await server.call(activities, { token: other })), {
      status: 403,
      code: 'web_chat.not_yours',
    });
    const old = chatSeals(secret).chat.make(
      { conversationId, user: 'dl_x', name: null, externalId: null },
      -1,
    );
    const expired = { status: 403, code: 'web_chat.token_expired' };
    assert.deepEqual(await problemOf(await server.call(activities, { token: old })), expired);
    assert.deepEqual(
      await problemOf(await server.call('/v3/directline/tokens/refresh', { token: old, body: {} })),
      expired,
    );
  });

  it('sockets without a right and fresh address', async () => {
    const seals = chatSeals(secret);
    const to = (id: string, t: string) =>
      `${server.url.replace('http', 'ws')}/v3/directline/conversations/${id}/stream?t=${t}`;
    const right = { conversationId, user: 'dl_x' };
    for (const address of [
      to(conversationId, ''),
      to(conversationId, token),
      to(conversationId, seals.stream.make(right, -1)),
      to('another', seals.stream.make(right, 60)),
    ]) {
      const socket = new WebSocket(address);
      await once(socket, 'error');
      assert.notEqual(socket.readyState, WebSocket.OPEN, address);
    }
  });

  it('what is no message, typing or joining', async () => {
    const text = (length: number) => ({ type: 'message', text: 'x'.repeat(length) });
    const refused: Record<string, [unknown, RegExp]> = {
      'an empty message': [{ type: 'message', text: '  ' }, /nothing to send/],
      'a text too long': [text(8001), /text: at most 8,000 characters/],
      'a text that is a number': [{ type: 'message', text: 7 }, /^text/],
      'another kind': [{ type: 'conversationUpdate' }, /type: message, typing or event/],
      'another event': [{ type: 'event', name: 'refund/pay' }, /webchat\/join/],
      'files by address': [
        { type: 'message', text: 'see', attachments: [{ contentUrl: 'http://169.254.169.254/' }] },
        /upload/,
      ],
      'a huge value': [{ type: 'message', value: 'x'.repeat(20_000) }, /value: it is too large/],
      'a client id too long': [
        { type: 'message', text: 'x', channelData: { clientActivityID: 'x'.repeat(201) } },
        /channelData/,
      ],
      'a hole in the text': ['{"type":"message","text":"a\\u0000b"}', /cannot be kept/],
      'half a character': ['{"type":"message","text":"\\ud800"}', /cannot be kept/],
      'deep nesting': [
        `{"type":"message","text":"x","value":${'['.repeat(100)}${']'.repeat(100)}}`,
        /levels deep/,
      ],
    };
    for (const [name, [body, why]] of Object.entries(refused)) {
      const answer = await server.call(activities, { token, body });
      assert.equal(answer.status, 400, name);
      assert.match(((await answer.json()) as { detail: string }).detail, why, name);
    }
    const large = await server.call(activities, {
      token,
      body: { type: 'message', text: 'x'.repeat(200_000) },
    });
    assert.equal(large.status, 413);
    assert.equal(
      (await server.call(activities, { token, body: text(8000) })).status,
      200,
      'the limit itself is taken',
    );
    const kinds = (await server.arrivals()).map(({ activity }) => activity.type);
    assert.deepEqual(kinds, ['message']);
  });

  it('a flood in one conversation, with a small Retry-After, while others go on', async () => {
    const post = (at: number) => server.call(activities, { token, body: { type: 'message', text: `${at}` } });
    const answers = await Promise.all(Array.from({ length: 26 }, (_, at) => post(at)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length >= 4 && refused.length <= 6, `${refused.length} refused`);
    assert.ok(Number(refused[0]!.headers.get('retry-after')) <= 2);
    assert.deepEqual(await problemOf(refused[0]!), { status: 429, code: 'rate.exceeded' });
    const other = await server.token();
    const elsewhere = `/v3/directline/conversations/${other.conversationId}/activities`;
    assert.equal(
      (await server.call(elsewhere, { token: other.token, body: { type: 'message', text: 'calm' } })).status,
      200,
    );
    assert.equal(
      (await server.call(activities, { token })).status,
      200,
      'reading is not limited: a poller would stop for good',
    );
  });

  it('uploads beyond their limits, and broken ones', async () => {
    const upload = activities.replace(/activities$/, 'upload?userId=x');
    const form = (files: number, bytes: number) => {
      const made = new FormData();
      for (let at = 0; at < files; at++) made.append('file', new Blob([new Uint8Array(bytes)]), `f${at}.bin`);
      return made;
    };
    assert.equal((await server.call(upload, { token, body: form(6, 10) })).status, 400);
    assert.equal((await server.call(upload, { token, body: form(1, 10 * 1_048_576 + 1) })).status, 413);
    assert.equal((await server.call(upload, { token, body: new FormData() })).status, 400, 'nothing in it');
    const raw = (contentType: string, body: string) =>
      server.call(upload, { token, body: Buffer.from(body), headers: { 'content-type': contentType } });
    assert.equal((await raw('multipart/form-data', '--x--')).status, 415);
    assert.equal((await raw('multipart/form-data; boundary=x', '--y--')).status, 400);
    assert.equal((await raw('multipart/form-data; boundary=x', '--xy\r\n\r\n')).status, 400);
    assert.equal(
      (
        await raw(
          'multipart/form-data; boundary=x',
          '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nno end',
        )
      ).status,
      400,
    );
    assert.equal((await raw('multipart/form-data; boundary=x', `--x\r\n${'h'.repeat(9000)}`)).status, 413);
    assert.deepEqual(await server.arrivals(), []);
    assert.equal((await raw('image/png', '\u0089PNG')).status, 200, 'one file may be the whole body');
    assert.equal((await server.arrivals()).length, 1);
  });

  it('to keep files of an upload that is refused or repeated', async () => {
    const upload = activities.replace(/activities$/, 'upload');
    const form = (activity: object, files: number) => {
      const made = new FormData();
      for (let at = 0; at < files; at++) made.append('file', new Blob(['x']), `f${at}.txt`);
      const type = 'application/vnd.microsoft.activity';
      made.append('activity', new Blob([JSON.stringify(activity)], { type }));
      return made;
    };
    const send = (activity: object, files: number) =>
      server.call(upload, { token, body: form(activity, files) });
    const before = await server.filesOnDisk();
    assert.equal((await send({ type: 'event', name: 'webchat/join' }, 2)).status, 400);
    assert.equal((await send({ type: 'message', text: 'too many' }, 6)).status, 400);
    assert.deepEqual(await server.filesOnDisk(), before);
    const said = { type: 'message', text: 'see', channelData: { clientActivityID: 'once' } };
    const ids = [await send(said, 1), await send(said, 1)].map(async (answer) => answer.json());
    const [first, again] = await Promise.all(ids);
    assert.deepEqual(again, first);
    assert.equal((await server.filesOnDisk()).length, before.length + 1);
    const [kept] = (await server.arrivals()) as { activity: { attachments?: { attachmentId: string }[] } }[];
    const { attachmentId } = kept!.activity.attachments![0]!;
    assert.ok((await server.filesOnDisk()).includes(attachmentId));
    assert.equal(await server.database.tables.attachments.count({}), before.length + 1);
  });

  it('links to files that were not made for that file, or long ago', async () => {
    const seals = chatSeals(secret);
    const link = (id: string, t: string) => server.call(`/v3/directline/attachments/${id}?t=${t}`);
    assert.equal((await link('file-1', '')).status, 401);
    assert.equal((await link('file-1', token)).status, 401);
    assert.equal((await link('file-1', seals.file.make({ attachmentId: 'file-2' }, 60))).status, 401);
    assert.equal((await link('file-1', seals.file.make({ attachmentId: 'file-1' }, -1))).status, 403);
    assert.equal((await link('file-1', seals.file.make({ attachmentId: 'file-1' }, 60))).status, 404);
  });

  it('nothing to a preflight, whichever page asks', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' };
    const answer = await server.call(activities, { method: 'OPTIONS', headers });
    assert.equal(answer.status, 204);
    assert.match(answer.headers.get('access-control-allow-headers') ?? '', /Authorization.*x-ms-bot-agent/);
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
  });

  it('to hang on a client that says it sends more than it does', async () => {
    const { port } = new URL(server.url) as unknown as AddressInfo & URL;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': 999_999,
    };
    const sent = request({ port, host: '127.0.0.1', path: activities, method: 'POST', headers });
    sent.on('error', () => undefined);
    sent.write('{');
    const [answer] = (await once(sent, 'response')) as [{ statusCode: number; resume(): void }];
    answer.resume();
    assert.equal(answer.statusCode, 413);
    sent.destroy();
  });
});
