import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connector, Unanswered } from '../../../bot/teams/connector.ts';

describe('the connector', () => {
  const calls: {
    method: string | undefined;
    url: string | undefined;
    bearer: string | undefined;
    body: string;
  }[] = [];
  let behaviour: 'answer' | 'hang up' | 'slow down' = 'answer';
  let serviceUrl = '';
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const part of request) body += part;
    calls.push({ method: request.method, url: request.url, bearer: request.headers.authorization, body });
    if (behaviour === 'hang up') return void request.socket.destroy();
    if (behaviour === 'slow down') response.writeHead(429, { 'retry-after': '7' });
    if (behaviour === 'slow down') return void response.end('{}');
    response.end(JSON.stringify({ id: 'activity-1' }));
  });
  before(
    (done) =>
      void server.listen(0, '127.0.0.1', () => {
        serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/amer`;
        done();
      }),
  );
  after((done) => void server.close(done));
  beforeEach(() => {
    behaviour = 'answer';
    calls.length = 0;
  });

  const token = { get: async () => 'secret', clear: () => {} };
  const to = () => ({ serviceUrl, conversationId: 'a:1/2' });

  it('sends, updates and removes with the bot token, with ids escaped in the address', async () => {
    const own = connector({ token });
    assert.equal((await own.send(to(), { text: 'ü' })).id, 'activity-1');
    await own.update(to(), 'x y', { text: 'b' });
    await own.remove(to(), 'x y');
    own.close();
    assert.deepEqual(
      calls.map(({ method, url }) => `${method} ${url}`),
      [
        'POST /amer/v3/conversations/a%3A1%2F2/activities',
        'PUT /amer/v3/conversations/a%3A1%2F2/activities/x%20y',
        'DELETE /amer/v3/conversations/a%3A1%2F2/activities/x%20y',
      ],
    );
    assert.equal(calls[0]?.bearer, 'Bearer secret');
    assert.equal(calls[0]?.body, '{"text":"ü"}');
  });

  it('hands a refusal on with its waiting time', async () => {
    behaviour = 'slow down';
    const own = connector({ token: null });
    const answer = await own.send(to(), {});
    own.close();
    assert.deepEqual([answer.status, answer.retryAfterSeconds], [429, 7]);
    assert.equal(calls[0]?.bearer, undefined);
  });

  it('tells a call nobody answered from one that never left', async () => {
    behaviour = 'hang up';
    const own = connector({ token: null });
    await assert.rejects(own.send(to(), {}), Unanswered);
    await assert.rejects(
      own.send({ serviceUrl: 'http://127.0.0.1:1/', conversationId: 'a' }, {}),
      (error) => !(error instanceof Unanswered),
    );
    own.close();
  });
});
