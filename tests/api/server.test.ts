import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { readBody } from '../../api/http/body.ts';
import { traceIdOf } from '../../api/http/trace.ts';
import { readFilter } from '../../api/odata/filter-syntax.ts';
import { postText } from '../../domain/messaging/posting.ts';
import { Refused } from '../../domain/refusals.ts';
import { type ApiServer, anApiServer } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';

const refusal = (code: string) => (error: unknown) => error instanceof Refused && error.code === code;

describe('taking in a body', () => {
  const request = (headers: Readonly<Record<string, string>> = {}): PassThrough & IncomingMessage =>
    Object.assign(new PassThrough(), { headers }) as unknown as PassThrough & IncomingMessage;
  const limits = { limitBytes: 10, timeoutMs: 50 };

  it('answers the bytes, however many pieces they come in', async () => {
    const coming = request();
    const taken = readBody(coming, limits);
    for (const piece of ['ab', 'cd', 'ef']) coming.write(piece);
    coming.end();
    assert.equal((await taken).toString(), 'abcdef');
  });

  it('gives up on one that comes a byte at a time', async () => {
    const coming = request();
    const drip = setInterval(() => coming.write('x'), 20);
    await assert.rejects(readBody(coming, limits), refusal('input.too_slow'));
    clearInterval(drip);
  });

  it('stops as soon as there is too much of it', async () => {
    const coming = request();
    coming.write('x'.repeat(11));
    await assert.rejects(readBody(coming, limits), refusal('input.too_large'));
    await assert.rejects(readBody(request({ 'content-length': '11' }), limits), refusal('input.too_large'));
  });

  it('says so when it breaks off', async () => {
    const coming = request();
    const taken = readBody(coming, limits);
    coming.destroy();
    await assert.rejects(taken, refusal('input.invalid'));
  });
});

describe('reading a filter', () => {
  it('reads it or refuses it, whatever was typed', () => {
    const words = fc.constantFrom(
      'eq',
      'and',
      'or',
      'not',
      'in',
      '(',
      ')',
      ',',
      "'a'",
      "'",
      'null',
      '1',
      '-',
      'title',
      'contains',
      '2026-01-01',
      '/',
      ' ',
    );
    const typed = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          return typeof readFilter(text).is === 'string';
        } catch (error) {
          return refusal('filter.invalid')(error);
        }
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('keeps every text as it was written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const read = readFilter(`title eq '${text.replaceAll("'", "''")}'`);
        return read.is === 'eq' && read.value === text;
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

describe('a trace', () => {
  it('is the one of a valid traceparent, and a new one otherwise', () => {
    const id = '4bf92f3577b34da6a3ce929d0e0e4736';
    assert.equal(traceIdOf(`00-${id}-00f067aa0ba902b7-01`), id);
    for (const bad of [
      undefined,
      '',
      `ff-${id}-00f067aa0ba902b7-01`,
      `00-${id}-${'0'.repeat(16)}-01`,
      `00-${id.toUpperCase()}-00f067aa0ba902b7-01`,
    ]) {
      assert.match(traceIdOf(bad), /^[0-9a-f]{32}$/);
      assert.notEqual(traceIdOf(bad), id);
    }
  });
});

describe('the server', () => {
  let server: ApiServer;
  afterEach(() => server.stop());

  it('lets running requests finish before it closes, and takes no new ones', async () => {
    const held = Promise.withResolvers<object>();
    server = await anApiServer(twoUnits, { health: () => held.promise as Promise<object> });
    const running = server.nobody('/health');
    await new Promise((soon) => setTimeout(soon, 50));
    const closing = server.api.close();
    await new Promise((soon) => setTimeout(soon, 50));
    await assert.rejects(server.nobody('/api/'));
    held.resolve({ status: 'ok' });
    assert.deepEqual((await running).body, { status: 'ok' });
    await closing;
  });

  it('answers data with headers that keep browsers from doing anything with it', async () => {
    server = await anApiServer(twoUnits);
    const { headers } = await server.nobody('/api/');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; frame-ancestors 'none'/);
    assert.equal(headers.get('server'), null);
  });

  it('counts requests by declared route, not by address', async () => {
    server = await anApiServer(twoUnits);
    const ana = await server.as('ana');
    await Promise.all(['C-1', 'C-2', 'nothing'].map((id) => ana(`/api/cases/${id}`)));
    const { text, headers } = await server.nobody('/metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(
      text,
      /fieldline_http_requests_total\{method="GET",route="\/api\/cases\/:id",status="200"\} 2/,
    );
    assert.match(
      text,
      /fieldline_http_requests_total\{method="GET",route="\/api\/cases\/:id",status="404"\} 1/,
    );
    assert.doesNotMatch(text, /C-1/);
  });

  it('shows its counters to whoever has the token only, where one is set', async () => {
    server = await anApiServer(twoUnits, { metricsToken: 'scrape-me-0123456789' });
    const ask = (bearer?: string) =>
      server.nobody('/metrics', { headers: bearer ? { Authorization: `Bearer ${bearer}` } : {} });
    assert.deepEqual([(await ask()).status, (await ask()).body.code], [401, 'sign_in.required']);
    assert.equal((await ask('another-token')).body.code, 'sign_in.invalid');
    assert.equal((await ask(await server.token('adam'))).status, 401, 'it is no person who watches');
    assert.match((await ask('scrape-me-0123456789')).text, /fieldline_http/);
    assert.equal((await server.nobody('/health')).status, 200);
  });

  it('answers HEAD like GET, without a body', async () => {
    server = await anApiServer(twoUnits);
    const head = await server.nobody('/health', { method: 'HEAD' });
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.ok(Number(head.headers.get('content-length')) > 2);
  });
});

describe('a desk of the page', () => {
  let server: ApiServer;
  afterEach(() => server.stop());

  it('says, presses and shows what came of it', async () => {
    const pressed: unknown[] = [];
    const typing: string[] = [];
    server = await anApiServer(twoUnits, {
      desk: {
        say: async (actor, said) => {
          pressed.push([actor.id, said]);
        },
        press: async (actor, what) => {
          pressed.push([actor.id, what]);
          return { card: { type: 'AdaptiveCard' } };
        },
      },
      typing: (_actor, caseId) => void typing.push(caseId),
      renderPost: async ({ text }, actor) => ({ text: `${text} (for ${actor.id})` }),
    });
    const ana = await server.as('ana');
    await ana('/api/cases/C-1/reply', { body: { text: 'On our way' } });
    const { value } = (await ana('/api/desk/posts')).body;
    assert.match(value.at(-1).text, /Sent to Clara Customer · C-1: On our way \(for ana\)/);
    assert.equal((await ana('/api/desk/say', { body: { text: 'help' } })).status, 200);
    const shown = await ana('/api/desk/press', { body: { verb: 'case.show', data: { caseId: 'case-1' } } });
    assert.deepEqual(shown.body, { card: { type: 'AdaptiveCard' } });
    assert.deepEqual(pressed, [
      ['ana', { text: 'help', quotedPostId: null }],
      ['ana', { verb: 'case.show', data: { caseId: 'case-1' } }],
    ]);
    assert.deepEqual((await ana('/api/desk/typing', { body: { caseId: 'C-1' } })).body, { shown: true });
    assert.deepEqual(typing, ['case-1']);
    const sue = await server.as('sue');
    assert.deepEqual((await sue('/api/desk/posts')).body.value, []);
    assert.equal((await ana('/api/desk/posts/ana:line')).body.text, 'Good morning (for ana)');
    assert.equal((await sue('/api/desk/posts/ana:line')).body.code, 'record.not_found');
  });

  it('stays readable when the record behind one card is gone', async () => {
    server = await anApiServer(twoUnits, {
      renderPost: async ({ text }) => {
        if (text === 'lost') throw new Refused('record.not_found', { kind: 'cases', id: 'case-1' });
        return { text };
      },
    });
    const ana = await server.as('ana');
    await server.database.commit({})((unit) => postText(unit, { personId: 'ana', text: 'lost' }));
    const { status, body } = await ana('/api/desk/posts');
    assert.equal(status, 200);
    assert.deepEqual(
      body.value.map(({ text }: { text: string }) => text),
      ['Good morning', 'What this card was about is no longer there.'],
    );
  });
});
