import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { noteTyped, postText } from '../../domain/messaging/posting.ts';
import { system } from '../../domain/people/actor.ts';
import { type Listening, listen } from '../fixtures/api/event-stream.ts';
import { type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';
import { anActor } from '../fixtures/desk-records.ts';

describe('live changes', () => {
  let server: ApiServer;
  let ana: Send;
  const open: Listening[] = [];

  beforeEach(async () => {
    server = await anApiServer(twoUnits);
    ana = await server.as('ana');
  });
  afterEach(async () => {
    for (const one of open.splice(0)) one.close();
    await server.stop();
  });

  const hear = async (
    persona: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Listening> => {
    const token = await server.token(persona);
    const listening = await listen(`${server.url}/api/events`, {
      Authorization: `Bearer ${token}`,
      ...headers,
    });
    open.push(listening);
    return listening;
  };
  const reply = (text: string) => ana('/api/cases/C-1/reply', { body: { text } });
  const names = ({ heard }: Listening) => heard.map(({ name }) => name);

  it('reach staff of the unit with place, name and data, once and in order', async () => {
    const sue = await hear('sue');
    assert.equal(sue.status, 200);
    for (const text of ['one', 'two', 'three']) await reply(text);
    await sue.until(({ data }) => data.text === 'three');
    const said = sue.heard.filter(({ name }) => name === 'message.sent');
    assert.deepEqual(
      said.map(({ data }) => data.text),
      ['one', 'two', 'three'],
    );
    assert.equal(said[0]?.data.actorId, 'ana');
    assert.match(String(said[0]?.data.at), /^2026-03-02T/);
    const ids = sue.heard.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
    );
    assert.match(sue.raw(), /^retry: \d+\n\n/);
  });

  it('go on after the last event one has, without a gap and without a repeat', async () => {
    const before = await hear('sue');
    await reply('one');
    const seen = await before.until(({ data }) => data.text === 'one');
    before.close();
    await reply('two');
    const after = await hear('sue', { 'Last-Event-ID': String(seen.id) });
    await reply('three');
    await after.until(({ data }) => data.text === 'three');
    assert.deepEqual(
      after.heard.filter(({ name }) => name === 'message.sent').map(({ data }) => data.text),
      ['two', 'three'],
    );
    assert.ok(after.heard.every(({ id }) => id > seen.id));
  });

  it('lose nothing while a listener catches up and the desk is busy', async () => {
    const commit = server.database.commit({});
    const busy = async (from: number) => {
      for (let at = from; at < from + 700; at += 10)
        await commit(
          async (unit) => {
            for (let one = at; one < at + 10; one++)
              unit.emit('presence.changed', { personId: 'ana', presence: String(one) });
          },
          { actor: anActor('ana') },
        );
    };
    await busy(0);
    const working = busy(700);
    const late = await hear('sue', { 'Last-Event-ID': '0' });
    await working;
    await late.until(({ data }) => data.presence === '1399');
    const presences = late.heard
      .filter(({ name }) => name === 'presence.changed')
      .map(({ data }) => Number(data.presence));
    assert.deepEqual(
      presences,
      Array.from({ length: 1400 }, (_, at) => at),
    );
  });

  it("keep other people's posts and other units to themselves", async () => {
    const [sue, sam, own] = await Promise.all([hear('sue'), hear('sam'), hear('ana')]);
    await server.database.commit({})(async (unit) => noteTyped(unit, 'ana', 'to myself'), {
      actor: anActor('ana'),
    });
    await reply('for all to see');
    await sue.until(({ name }) => name === 'message.sent');
    await own.until(({ name }) => name === 'post.changed');
    assert.ok(!names(sue).includes('post.changed'));
    assert.deepEqual(names(sam), []);
  });

  it("are a unit's own when the product itself or somebody of another unit caused them", async () => {
    const [sue, sam] = await Promise.all([hear('sue'), hear('sam')]);
    const commit = server.database.commit({});
    for (const actor of [system, anActor('adam', 'admin')])
      await commit(
        async (unit) => {
          unit.emit('case.released', { caseId: 'case-9', fromId: 'sam', why: `by ${actor.id}` });
          await postText(unit, { personId: 'sam', text: 'C-9 is back in the queue' });
        },
        { actor },
      );
    await reply('for the others');
    await sue.until(({ name }) => name === 'message.sent');
    await sam.until(({ data }) => data.why === 'by adam');
    assert.deepEqual(names(sam), ['case.released', 'post.changed', 'case.released', 'post.changed']);
    assert.ok(!names(sue).includes('case.released'));
  });

  it('tell a technician of the own visits and what they lead to, until they are called off', async () => {
    const [tom, nora] = await Promise.all([hear('tom'), hear('nora')]);
    await reply('we are on our way');
    await tom.until(({ name }) => name === 'message.sent');
    const dora = await server.as('dora');
    await dora('/api/bookings/book-1/cancel', { body: { reason: 'moved' } });
    await tom.until(({ name, data }) => name === 'booking.moved' && data.to === 'cancelled');
    await reply('another day then');
    const sue = await server.as('sue');
    await sue('/api/bookings/book-2/cancel', { body: { reason: 'moved' } });
    await nora.until(({ name }) => name === 'booking.moved');
    assert.ok(!tom.heard.some(({ data }) => data.text === 'another day then'));
    assert.ok(!names(nora).includes('message.sent'));
    assert.ok(!tom.heard.some(({ data }) => data.bookingId === 'book-2'));
    assert.ok(![...names(tom), ...names(nora)].some((name) => /^(offer|escalation|presence)/.test(name)));
  });

  it("tell a customer of what is the customer's own and nothing of the house", async () => {
    const [clara, carl] = await Promise.all([hear('cu-1'), hear('cu-2')]);
    await reply('we are on our way');
    await ana('/api/cases/C-1/transfer', { body: { toQueueId: 'q-cooling', note: 'a secret note' } });
    await ana('/api/cases', { body: { customerId: 'cu-1', title: 'A second thing' } });
    await clara.until(({ name }) => name === 'case.opened');
    assert.ok(names(clara).includes('message.sent'));
    for (const { name, data } of clara.heard) {
      assert.doesNotMatch(name, /^(offer|escalation|presence|post|case\.(sla|assigned|released|classified))/);
      assert.equal(data.actorId, undefined);
    }
    assert.doesNotMatch(clara.raw(), /secret/);
    assert.deepEqual(names(carl), []);
    const secondId = clara.heard.find(({ name }) => name === 'case.opened')?.data.caseId;
    await ana(`/api/cases/${secondId}/pick`, { body: {} });
    await ana(`/api/cases/${secondId}/resolve`, { body: { text: 'done' } });
    await clara.until(({ name, data }) => name === 'case.resolved' && data.caseId === secondId);
  });

  it('are opened with a short-lived token in the address, and with no other', async () => {
    const { token } = (await ana('/api/sign-in/stream-token', { method: 'POST' })).body;
    const listening = await listen(`${server.url}/api/events?access_token=${token}`);
    open.push(listening);
    assert.equal(listening.status, 200);
    assert.equal((await server.nobody(`/api/events?access_token=${await server.token('ana')}`)).status, 401);
  });

  it('refuse a place in the log that is none', async () => {
    const answer = await ana('/api/events', { headers: { 'Last-Event-ID': 'yesterday' } });
    assert.equal(answer.body.code, 'input.invalid');
  });

  it('begin now when the place lies ahead of the log', async () => {
    const sue = await hear('sue', { 'Last-Event-ID': '999999' });
    await reply('heard');
    await sue.until(({ data }) => data.text === 'heard');
    assert.equal(
      sue.heard[0]?.id,
      1 + (await server.database.eventLog.after(0, 100)).findIndex(({ seq }) => seq === sue.heard[0]?.id),
    );
  });

  it('cut off a reader who does not read, and nobody else', async () => {
    const token = await server.token('ana');
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET /api/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    await new Promise((answered) => socket.once('data', answered));
    socket.pause();
    const sue = await hear('sue');
    const commit = server.database.commit({});
    const text = 'x'.repeat(250_000);
    let isCut = false;
    socket.once('close', () => {
      isCut = true;
    });
    for (let at = 0; at < 80 && !isCut; at++) {
      await commit(
        async (unit) =>
          unit.emit('danger.reported', {
            conversationId: 'conv-1',
            caseId: 'case-1',
            words: `${at} ${text}`,
          }),
        { actor: anActor('ana') },
      );
      if (at % 10 === 9) await new Promise((soon) => setTimeout(soon, 25));
    }
    socket.resume();
    await new Promise<void>((closed) => (isCut ? closed() : socket.once('close', () => closed())));
    await reply('still here');
    await sue.until(({ data }) => data.text === 'still here');
    assert.equal(sue.heard.filter(({ name }) => name === 'danger.reported').length >= 10, true);
  });

  it('end when the server closes, with a word on when to come back', async () => {
    const sue = await hear('sue');
    const from = performance.now();
    await server.api.close();
    await sue.ended;
    assert.ok(performance.now() - from < 1_000);
    assert.match(sue.raw(), /retry: \d+\n\n$/);
  });
});
