import assert from 'node:assert/strict';
import { type Answered, type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';

describe('writes with an Idempotency-Key', () => {
  let server: ApiServer;
  let agent: Send;
  const asked = { customerId: 'cu-1', title: 'The lift is stuck' };

  beforeEach(async () => {
    server = await anApiServer(twoUnits);
    agent = await server.as('ana');
  });
  afterEach(() => server.stop());

  const open = (key: string | undefined, body: object = asked): Promise<Answered> =>
    agent('/api/cases', { body, ...(key && { headers: { 'Idempotency-Key': key } }) });
  const count = async () => server.database.tables.cases.count({ title: asked.title });

  it('are carried out once and answered alike', async () => {
    const first = await open('key-1');
    assert.equal(first.status, 201, first.text);
    assert.match(first.headers.get('location') ?? '', /^\/api\/cases\//);
    const second = await open('key-1');
    assert.deepEqual([second.status, second.body], [201, first.body]);
    assert.equal(second.headers.get('location'), first.headers.get('location'));
    assert.equal(await count(), 1);
  });

  it('are carried out once when they come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => open('key-2')));
    assert.deepEqual(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, 1);
    assert.equal(answers[0]?.status, 201);
    assert.equal(await count(), 1);
  });

  it('are refused when the key stood for another request', async () => {
    await open('key-3');
    const other = await open('key-3', { ...asked, title: 'Another thing' });
    assert.equal(other.status, 422);
    assert.equal(other.body.code, 'idempotency.key_reused');
    const elsewhere = await agent('/api/cases/C-1/park', {
      body: {},
      headers: { 'Idempotency-Key': 'key-3' },
    });
    assert.equal(elsewhere.status, 422);
  });

  it('do not meet the keys of somebody else', async () => {
    const mine = await open('key-4');
    const supervisor = await server.as('sue');
    const hers = await supervisor('/api/cases', { body: asked, headers: { 'Idempotency-Key': 'key-4' } });
    assert.equal(hers.status, 201);
    assert.notEqual(hers.body.id, mine.body.id);
  });

  it('are tried again when they were refused before', async () => {
    const early = await agent('/api/cases/C-3/reopen', { body: {}, headers: { 'Idempotency-Key': 'key-5' } });
    assert.equal(early.status, 400);
    const right = await agent('/api/cases/C-3/reopen', {
      body: { why: 'it leaks again' },
      headers: { 'Idempotency-Key': 'key-5' },
    });
    assert.equal(right.status, 200, right.text);
  });

  it('are refused when the key is no key', async () => {
    for (const key of ['a b', 'x'.repeat(256)])
      assert.equal((await open(key)).body.code, 'input.invalid', key);
  });

  it('are separate without one', async () => {
    await Promise.all([open(undefined), open(undefined)]);
    assert.equal(await count(), 2);
  });

  it('leave nothing behind when the use case fails after it staged something', async () => {
    await server.stop();
    server = await anApiServer(twoUnits, {
      reactions: { 'case.opened': [async () => Promise.reject(new Error('a reaction broke'))] },
    });
    agent = await server.as('ana');
    assert.equal((await open('key-6')).status, 500);
    assert.equal(await count(), 0);
    assert.equal(await server.database.tables.idempotentAnswers.count({}), 0);
  });

  it('answer what a desk said once, too', async () => {
    await server.stop();
    let said = 0;
    server = await anApiServer(twoUnits, {
      desk: { say: async () => void said++, press: async () => ({ text: `pressed ${++said}` }) },
    });
    agent = await server.as('ana');
    const press = () =>
      agent('/api/desk/press', {
        body: { verb: 'case.show', data: {} },
        headers: { 'Idempotency-Key': 'press-1' },
      });
    const answers = await Promise.all([press(), press(), press()]);
    assert.deepEqual(
      answers.map(({ body }) => body),
      [{ text: 'pressed 1' }, { text: 'pressed 1' }, { text: 'pressed 1' }],
    );
  });
});

describe('versions of things', () => {
  let server: ApiServer;
  let agent: Send;

  before(async () => {
    server = await anApiServer(twoUnits);
    agent = await server.as('ana');
  });
  after(() => server.stop());

  it('come as an ETag, and 304 says that one has it already', async () => {
    const first = await agent('/api/cases/C-1');
    const etag = first.headers.get('etag') ?? '';
    assert.match(etag, /^"\d+"$/);
    for (const known of [etag, `W/${etag}`, `"0", ${etag}`, '*']) {
      const again = await agent('/api/cases/case-1', { headers: { 'If-None-Match': known } });
      assert.deepEqual([again.status, again.text], [304, '']);
    }
    assert.equal((await agent('/api/cases/C-1', { headers: { 'If-None-Match': '"0"' } })).status, 200);
  });

  it('keep a write from overwriting what it has not seen', async () => {
    const etag = (await agent('/api/cases/C-1')).headers.get('etag') ?? '';
    const park = (match: string) =>
      agent('/api/cases/C-1/park', { body: {}, headers: { 'If-Match': match } });
    const parked = await park(etag);
    assert.equal(parked.status, 200, parked.text);
    const fresh = parked.headers.get('etag') ?? '';
    assert.notEqual(fresh, etag);
    const late = await park(etag);
    assert.equal(late.status, 412);
    assert.equal(late.body.code, 'record.changed');
    assert.equal((await park(fresh)).status, 200);
    assert.equal((await park('*')).status, 200);
  });

  it('let only one of two writers through who saw the same version', async () => {
    const supervisor = await server.as('sue');
    const etag = (await agent('/api/cases/C-3')).headers.get('etag') ?? '';
    const reopen = (send: Send) =>
      send('/api/cases/C-3/reopen', { body: { why: 'again' }, headers: { 'If-Match': etag } });
    const statuses = (await Promise.all([reopen(agent), reopen(supervisor)])).map(({ status }) => status);
    assert.deepEqual(statuses.sort(), [200, 412]);
  });
});

describe('mass assignment', () => {
  let server: ApiServer;
  before(async () => {
    server = await anApiServer(twoUnits);
  });
  after(() => server.stop());

  it('of fields that follow from the rules has no effect', async () => {
    const agent = await server.as('ana');
    const hostile = {
      id: 'mine',
      number: 'C-7777',
      unitId: 'other',
      ownerId: 'sue',
      state: 'closed',
      version: 99,
      satisfaction: 5,
      openedAt: '1999-01-01T00:00:00Z',
      __proto__: { admin: true },
    };
    const { status, body } = await agent('/api/cases', {
      body: { ...hostile, customerId: 'cu-1', title: 'Cold' },
    });
    assert.equal(status, 201);
    assert.notEqual(body.id, 'mine');
    assert.notEqual(body.number, 'C-7777');
    assert.deepEqual([body.unitId, body.state, body.satisfaction], [undefined, 'active', null]);
    assert.equal((await server.database.tables.cases.get(body.id)).unitId, 'main');
  });
});
