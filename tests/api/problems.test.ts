import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { refusals } from '../../domain/refusals.ts';
import { type Answered, type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';

/** Every refusal, whoever says it, has this one form. */
function assertProblem(answer: Answered, code: keyof typeof refusals): void {
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, answer.text);
  const { type, title, status, detail, traceId, ...rest } = answer.body;
  assert.deepEqual(rest, { code });
  assert.equal(answer.status, refusals[code].status);
  assert.equal(status, answer.status);
  assert.equal(type, `http://fieldline.test/api/docs/errors#${code}`);
  assert.ok(title.length > 3 && detail.length > 3);
  assert.match(traceId, /^[0-9a-f]{32}$/);
  assert.equal(answer.headers.get('x-trace-id'), traceId);
  assert.doesNotMatch(answer.text, /node_modules|\.ts:\d|at .*\(/);
}

describe('problem details', () => {
  let server: ApiServer;
  let agent: Send;

  before(async () => {
    server = await anApiServer(twoUnits, {
      health: () => Promise.reject(new Error('secret /etc/passwd at file.ts:3')),
    });
    agent = await server.as('agent');
  });
  after(() => server.stop());

  it('are the answer to an address that is not there', async () => {
    assertProblem(await agent('/api/nothing'), 'route.not_found');
  });

  it('are the answer to a method that is not possible, with those that are', async () => {
    const answer = await agent('/api/cases', { method: 'DELETE' });
    assertProblem(answer, 'route.method_not_allowed');
    assert.match(answer.headers.get('allow') ?? '', /GET.*POST/);
  });

  it('are the answer to an Accept header that leaves no form', async () => {
    assertProblem(await agent('/api/cases', { headers: { Accept: 'image/png' } }), 'answer.not_acceptable');
  });

  it('are the answer to a body that is not said to be JSON', async () => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    assertProblem(await agent('/api/cases', { raw: 'a=b', headers }), 'input.unsupported');
  });

  it('are the answer to a missing and to a bad token, and ask for a bearer', async () => {
    assertProblem(await server.nobody('/api/cases'), 'sign_in.required');
    const bad = await server.nobody('/api/cases', { headers: { Authorization: 'Bearer nonsense' } });
    assertProblem(bad, 'sign_in.invalid');
    assert.equal(bad.headers.get('www-authenticate'), 'Bearer');
  });

  it('are the answer to a role that is not enough', async () => {
    assertProblem(await agent('/api/escalations/escalation:kpi-1/approve', { body: {} }), 'role.not_allowed');
  });

  it('say which field is wrong', async () => {
    const answer = await agent('/api/cases', { body: { customerId: 'cu-1', title: 7 } });
    assertProblem(answer, 'input.invalid');
    assert.match(answer.body.detail, /^title: /);
  });

  it('tell a caller nothing about an accident but where it is logged', async () => {
    const answer = await server.nobody('/health');
    assertProblem(answer, 'internal.unexpected');
    assert.doesNotMatch(answer.text, /passwd/);
    assert.match(server.errors.join(), new RegExp(answer.body.traceId));
    assert.match(server.errors.join(), /passwd/);
  });

  it('carry the trace of the caller when there is one', async () => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await agent('/api/nothing', {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    assert.equal(answer.body.traceId, traceId);
    const made = await agent('/api/nothing', {
      headers: { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` },
    });
    assert.notEqual(made.body.traceId, '0'.repeat(32));
  });
});

describe('a hostile request', () => {
  let server: ApiServer;
  let agent: Send;
  const path = '/api/cases';

  before(async () => {
    server = await anApiServer(twoUnits);
    agent = await server.as('agent');
  });
  after(() => server.stop());

  const unreadable: Record<string, string | Uint8Array> = {
    'that is no JSON': '{"customerId":',
    'with a comma too many': '{"a":1,}',
    'with a number JSON does not have': '{"a":NaN}',
    'of a lone value': '"customerId"',
    'that is nested 100,000 levels deep': '['.repeat(100_000) + ']'.repeat(100_000),
    'that is not UTF-8': new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    'that begins with a byte order mark': `\ufeff{}`,
    'with a NUL character': '{"customerId":"cu-1","title":"a\\u0000b"}',
    'with half a surrogate pair': '{"customerId":"cu-1","title":"\\ud800"}',
    'with half a surrogate pair in a name': '{"\\udc00":1}',
  };
  for (const [what, raw] of Object.entries(unreadable))
    it(`${what} is refused with 400`, async () => {
      assertProblem(await agent(path, { raw }), 'input.invalid');
    });

  it('above the size limit is refused with 413, before it is read when its length is told', async () => {
    assertProblem(await agent(path, { raw: `"${'x'.repeat(1_100_000)}"` }), 'input.too_large');
  });

  it('above the size limit is refused when it comes in pieces of untold length', async () => {
    const token = await server.token('agent');
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const sent = fetch(server.url + path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    const status = await sent.then(
      (answer) => answer.status,
      () => 'cut', // the client was still sending when the connection ended
    );
    assert.ok(status === 413 || status === 'cut', String(status));
  });

  it('that is a gzip bomb is refused unopened', async () => {
    const raw = gzipSync(Buffer.alloc(20_000_000));
    assertProblem(await agent(path, { raw, headers: { 'Content-Encoding': 'gzip' } }), 'input.unsupported');
  });

  for (const [what, target] of Object.entries({
    'with a NUL in its address': '/api/cases/%00',
    'with a NUL in its query': '/api/cases?$filter=%00',
  }))
    it(`${what} is refused`, async () => {
      const answer = await agent(target);
      assert.ok(answer.status === 400 || answer.status === 404, answer.text);
    });

  const raw = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (bytes) => {
        answer += bytes;
        if (answer.includes('\r\n\r\n') && answer.includes('}')) socket.destroy();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer));
      setTimeout(() => socket.destroy(), 2_000).unref();
    });

  const strange: Record<string, readonly [text: string, status: number]> = {
    'with a Host that is none': ['GET / HTTP/1.1\r\nHost: a b[\r\n\r\n', 400],
    'with an address that cannot be decoded': ['GET /%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    'that is not HTTP': ['NONSENSE\r\n\r\n', 400],
    'with a method nobody knows': ['FOO / HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    'with headers of 20 KB': [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
    'that wants a socket where there is none': [
      'GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      404,
    ],
    'with an expectation nobody meets': ['GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n', 415],
    'for two slashes': ['GET //evil HTTP/1.1\r\nHost: a\r\n\r\n', 404],
  };
  for (const [what, [text, status]] of Object.entries(strange))
    it(`${what} gets problem details with ${status}`, async () => {
      const answer = await raw(text);
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
      assert.match(answer, /content-type: application\/problem\+json/i);
    });

  it('leaves the server able to answer the next one', async () => {
    assert.equal((await agent('/api/me')).status, 200);
    assert.deepEqual(server.errors, []);
  });
});
