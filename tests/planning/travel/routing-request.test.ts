import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';
import { askRouting } from '../../../planning/travel/routing-request.ts';
import { quickPatience } from './fakes.ts';
import { interceptRequests } from './intercepted.ts';

const url = new URL('http://routes.test/table');
const server = () => nock('http://routes.test');

describe('a request to a routing service', () => {
  interceptRequests();

  it('hands back an answer about the ask itself, good or bad, after one try', async () => {
    server().get('/table').reply(200, { code: 'Ok' });
    assert.deepEqual(await askRouting(url, {}, quickPatience()), { status: 200, body: { code: 'Ok' } });
    server().get('/table').reply(400, 'no json');
    assert.deepEqual(await askRouting(url, {}, quickPatience()), { status: 400, body: undefined });
  });

  it('tries again when the service is busy, and waits as long as it is told', async () => {
    server().get('/table').reply(429, '', { 'retry-after': '7' });
    server().get('/table').reply(503, '', { 'retry-after': 'Mon, 02 Mar 2026 09:00:03 GMT' });
    server().get('/table').reply(200, {});
    const patience = quickPatience();
    assert.equal((await askRouting(url, {}, patience)).status, 200);
    assert.deepEqual(patience.waits, [7_000, 3_000]);
  });

  it('waits longer each time when it is told nothing', async () => {
    server().get('/table').times(2).reply(500);
    server().get('/table').reply(200, {});
    const patience = quickPatience();
    await askRouting(url, {}, patience);
    assert.deepEqual(patience.waits, [300, 600]);
  });

  it('gives up after its tries, in a line that a dispatcher understands', async () => {
    server().get('/table').times(3).reply(503);
    await assert.rejects(askRouting(url, {}, quickPatience()), {
      kind: 'away',
      message: 'the routing service at routes.test answered 503; travel is estimated',
    });
    assert.ok(nock.isDone());
  });

  it('does not wait for a service that wants to be left alone for long', async () => {
    server().get('/table').reply(429, '', { 'retry-after': '3600' });
    const patience = quickPatience();
    await assert.rejects(askRouting(url, {}, patience), /answered 429/);
    assert.deepEqual(patience.waits, []);
  });

  it('does not wait for an answer that does not come', async () => {
    // A real server: an aborted request is what the interceptor cannot play.
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const patience = quickPatience({ timeoutMs: 30, retries: 1 });
    await assert.rejects(askRouting(new URL(`http://127.0.0.1:${port}/table`), {}, patience), {
      kind: 'away',
      message: `the routing service at 127.0.0.1:${port} did not answer within 0.03 s; travel is estimated`,
    });
    assert.equal(patience.waits.length, 1);
    silent.closeAllConnections();
    silent.close();
  });

  it('says when the service cannot be reached, and follows no redirect with a key in its hand', async () => {
    server().get('/table').replyWithError('connection refused');
    await assert.rejects(askRouting(url, {}, quickPatience({ retries: 0 })), /could not be reached/);
    server().get('/table').reply(302, '', { location: 'http://elsewhere.test/' });
    await assert.rejects(askRouting(url, {}, quickPatience({ retries: 0 })), /could not be reached/);
  });
});
