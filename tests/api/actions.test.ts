import assert from 'node:assert/strict';
import { type ApiServer, anApiServer, type Send } from '../fixtures/api/server.ts';
import { twoUnits } from '../fixtures/api/two-units.ts';

describe('the story over REST', () => {
  let server: ApiServer;
  let ana: Send;
  let sue: Send;
  let clara: Send;
  let tom: Send;

  beforeEach(async () => {
    server = await anApiServer(twoUnits, {
      attachments: { read: async (id) => (id === 'file-1' ? new Uint8Array([137, 80, 78, 71]) : undefined) },
    });
    [ana, sue, clara, tom] = (await Promise.all(
      ['ana', 'sue', 'cu-1', 'tom'].map((one) => server.as(one)),
    )) as [Send, Send, Send, Send];
  });
  afterEach(() => server.stop());

  const done = async (send: Send, path: string, body: object = {}) => {
    const answer = await send(path, { body });
    assert.ok(answer.status < 300, `${path}: ${answer.text}`);
    return answer.body;
  };

  it('opens a case by phone, with its queue and its promise', async () => {
    const answer = await ana('/api/cases', { body: { customerId: 'cu-1', title: 'The lift is stuck' } });
    assert.equal(answer.status, 201, answer.text);
    const { number, state, customer, queue, origin, description } = answer.body;
    assert.match(number, /^C-\d+$/);
    assert.deepEqual(
      { state, customer, queue, origin, description },
      {
        state: 'active',
        customer: { id: 'cu-1', name: 'Clara Customer' },
        queue: { id: 'q-cooling', name: 'Cooling' },
        origin: 'phone',
        description: 'The lift is stuck',
      },
    );
    assert.deepEqual((await ana(answer.headers.get('location')!)).body.number, number);
  });

  it('is an accepted offer, an answer, a resolution and a rating', async () => {
    assert.equal((await done(ana, '/api/offers/offer-1/accept')).state, 'accepted');
    assert.deepEqual((await ana('/api/cases/C-2')).body.owner, { id: 'ana', name: 'Ana' });
    const sent = await done(ana, '/api/cases/C-1/reply', { text: 'On our way' });
    assert.deepEqual([sent.direction, sent.text, sent.authorName], ['outbound', 'On our way', 'Ana']);
    const talk = await clara("/api/messages?$filter=conversationId eq 'conv-1'");
    assert.deepEqual(talk.body.value.map(({ text }: { text: string }) => text).slice(0, 2), [
      'Water comes through the ceiling',
      'On our way',
    ]);
    const resolved = await done(ana, '/api/cases/C-1/resolve', {
      type: 'problem-solved',
      text: 'Drain cleaned',
    });
    assert.deepEqual(
      [resolved.state, resolved.stateCode, resolved.resolution],
      ['resolved', 1, 'Drain cleaned'],
    );
    assert.equal((await done(clara, '/api/cases/C-1/rate', { rating: 5 })).satisfaction, 5);
    assert.equal(
      (await clara('/api/cases/C-1/rate', { body: { rating: 9 } })).body.code,
      'rating.out_of_range',
    );
  });

  it('answers by conversation too, once it belongs to a case', async () => {
    assert.equal((await done(ana, '/api/conversations/conv-1/reply', { text: 'Hello' })).text, 'Hello');
    assert.match((await done(ana, '/api/conversations/conv-1/summary')).summary, /Water/);
    assert.equal((await done(ana, '/api/conversations/conv-1/draft')).draft, null);
    const early = await ana('/api/conversations/conv-2/reply', { body: { text: 'Hello' } });
    assert.equal(early.body.code, 'conversation.no_case');
  });

  it('dispatches once, finds slots, books one and is done on site', async () => {
    const wanted = { need: 'Clear the drain', skill: 'hvac', durationMinutes: 45 };
    await done(ana, '/api/offers/offer-1/accept');
    await server.database.commit({})(async (unit) => {
      unit.cases.save({ ...(await unit.cases.get('case-3')), state: 'active', siteId: 'site-1' });
    });
    const first = await ana('/api/cases/C-3/dispatch', { body: wanted });
    assert.equal(first.status, 201, first.text);
    assert.deepEqual([first.body.summary, first.body.requirement.durationMinutes], ['Clear the drain', 45]);
    const again = await ana('/api/cases/C-3/dispatch', { body: wanted });
    assert.deepEqual([again.status, again.body.id], [200, first.body.id]);
    const { value } = (await ana(`/api/work-orders/${first.body.number}/slots?top=2`)).body;
    assert.equal(value.length, 2);
    assert.deepEqual(value[0].resource, { id: 'res-tom', name: 'Tom' });
    const { resourceId, startAt } = value[0];
    const booking = await ana('/api/bookings', {
      body: { workOrderId: first.body.number, resourceId, startAt },
    });
    assert.equal(booking.status, 201, booking.text);
    assert.equal(booking.body.state, 'scheduled');
    const at = `/api/bookings/${booking.body.id}`;
    const states = [];
    for (const step of ['travel', 'arrive', 'break', 'resume'])
      states.push((await done(tom, `${at}/${step}`)).state);
    assert.deepEqual(states, ['traveling', 'in-progress', 'on-break', 'in-progress']);
    const parts = [{ productId: 'part-pump', quantity: 1 }];
    const ended = await done(tom, `${at}/complete`, { report: 'New pump', outcome: 'fixed', parts });
    assert.deepEqual(ended.partsUsed, [{ productId: 'part-pump', name: 'Condensate pump', quantity: 1 }]);
    assert.equal((await ana(`/api/work-orders/${first.body.id}`)).body.state, 'completed');
    const day = (await tom('/api/my-day')).body;
    assert.deepEqual(
      [day.date, day.resource.id, day.value[0].site.name],
      ['2026-03-02', 'res-tom', 'Harbour House'],
    );
    assert.equal((await done(sue, `/api/work-orders/${first.body.id}/post`)).state, 'posted');
  });

  it('asks a supervisor, once', async () => {
    const approved = await done(sue, '/api/escalations/escalation:kpi-1/approve', { reason: 'VIP' });
    assert.deepEqual([approved.state, approved.decidedBy.name], ['approved', 'Sue']);
    const late = await sue('/api/escalations/escalation:kpi-1/snooze', { body: {} });
    assert.equal(late.body.code, 'escalation.decided');
    assert.equal((await sue('/api/cases/C-1')).body.priority, 'high');
  });

  it('sets presence, by oneself or by a supervisor', async () => {
    const put = (send: Send, presence: string) =>
      send('/api/agents/ana/presence', { method: 'PUT', body: { presence } });
    assert.equal((await put(ana, 'away')).body.presence, 'away');
    assert.equal((await put(sue, 'available')).body.presence, 'available');
    assert.equal((await put(ana, 'asleep')).body.code, 'presence.unknown');
    assert.equal(
      (await ana('/api/agents/sue/presence', { method: 'PUT', body: { presence: 'away' } })).status,
      403,
    );
  });

  it('writes, approves, publishes and sends an article', async () => {
    const kim = await server.as('kim');
    const draft = await kim('/api/articles', {
      body: { title: 'Reset', body: 'Press it.', visibility: 'public' },
    });
    assert.deepEqual([draft.status, draft.body.state, draft.body.language], [201, 'draft', 'en']);
    const at = `/api/articles/${draft.body.number}`;
    const early = await kim(`${at}/publish`, { body: {} });
    assert.equal(early.body.code, 'article.transition_not_allowed');
    assert.equal((await ana(`${at}/send`, { body: { caseId: 'C-1' } })).body.code, 'article.not_public');
    assert.equal((await kim(at, { method: 'PATCH', body: { title: 'Reset it' } })).body.minor, 2);
    await done(kim, `${at}/submit`);
    await done(sue, `${at}/approve`);
    const published = await done(kim, `${at}/publish`);
    assert.deepEqual([published.state, published.major, published.minor], ['published', 1, 0]);
    assert.equal((await clara(at)).body.title, 'Reset it');
    const sent = await done(ana, `${at}/send`, { caseId: 'C-1' });
    assert.deepEqual([sent.card.card, sent.card.passage], ['article', 'Press it.']);
    const asked = await done(clara, '/api/knowledge/ask', { question: 'How?' });
    assert.deepEqual(asked, { answer: 'About How?', known: true, sentences: [] });
  });

  it('hands out files to those they are for, without ever running what is in them', async () => {
    const file = await clara('/api/attachments/file-1');
    assert.equal(file.status, 200);
    assert.equal(file.headers.get('content-type'), 'image/png');
    assert.equal(file.headers.get('x-content-type-options'), 'nosniff');
    assert.match(file.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
    assert.equal(
      file.headers.get('content-disposition'),
      "inline; filename*=UTF-8''leak%20%26%20%22more%22.png",
    );
    assert.equal((await ana('/api/attachments/file-2')).status, 404);
    assert.equal((await (await server.as('cu-2'))('/api/attachments/file-1')).status, 404);
  });

  it('takes no record of another unit into its own', async () => {
    const stranger = await server.as('sam');
    for (const [send, path, body] of [
      [ana, '/api/cases', { customerId: 'cu-9', title: 'x' }],
      [ana, '/api/cases', { customerId: 'cu-1', title: 'x', siteId: 'site-9' }],
      [stranger, '/api/work-orders', { caseId: 'C-1' }],
      [
        stranger,
        '/api/bookings',
        { workOrderId: 'W-1', resourceId: 'res-tom', startAt: '2026-03-03T10:00:00Z' },
      ],
      [stranger, '/api/articles/art-1/send', { caseId: 'C-9' }],
      [stranger, '/api/knowledge/ask', { question: 'x', conversationId: 'conv-1' }],
    ] as const)
      assert.equal((await send(path, { body })).status, 404, path);
  });
});

describe('a list', () => {
  let server: ApiServer;
  before(async () => {
    server = await anApiServer(twoUnits);
  });
  after(() => server.stop());

  const seen = async (persona: string, path: string): Promise<string[]> => {
    const { body, text } = await (await server.as(persona))(path);
    return body.value?.map(({ id }: { id: string }) => id) ?? text;
  };

  it('shows customers their own and nothing else', async () => {
    assert.deepEqual(await seen('cu-1', '/api/cases'), ['case-1', 'case-3']);
    assert.deepEqual(await seen('cu-1', '/api/conversations'), ['conv-1']);
    assert.deepEqual(await seen('cu-1', '/api/messages'), ['00m-1']);
    assert.deepEqual(await seen('cu-1', '/api/customers'), ['cu-1']);
    assert.deepEqual(await seen('cu-1', '/api/work-orders'), ['wo-1']);
    assert.deepEqual(await seen('cu-1', '/api/bookings'), ['book-1']);
    assert.deepEqual(await seen('cu-1', '/api/assets'), ['asset-1']);
    assert.deepEqual(await seen('cu-1', '/api/articles'), ['art-1']);
    assert.deepEqual(await seen('cu-2', '/api/assets'), []);
  });

  it('cannot be widened by a filter, an order, a count or an expansion', async () => {
    const carl = await server.as('cu-2');
    for (const filter of [
      "customerId eq 'cu-1'",
      "contains(title,'AC')",
      "not (id eq 'x') or id eq 'case-1'",
    ]) {
      const { body } = await carl(`/api/cases?$count=true&$filter=${encodeURIComponent(filter)}`);
      const ids = body.value.map(({ id }: { id: string }) => id);
      assert.ok(!ids.includes('case-1'), filter);
      assert.equal(body['@odata.count'], ids.length);
    }
    assert.equal((await carl("/api/messages/$count?$filter=conversationId eq 'conv-1'")).text, '0');
    const { body } = await carl('/api/work-orders?$expand=case,bookings,requirements,site');
    assert.deepEqual(
      body.value.map(
        ({
          case: found,
          bookings,
          requirements,
          site,
        }: Record<string, { id: string }[] & { id: string }>) => [
          found?.id,
          bookings?.map(({ id }) => id),
          requirements,
          site,
        ],
      ),
      [['case-2', ['book-2'], [], null]],
    );
  });

  it('shows no field of the house to customers', async () => {
    const all = await Promise.all(
      [
        'cases',
        'conversations',
        'messages',
        'customers',
        'work-orders',
        'bookings',
        'assets',
        'articles',
      ].map(async (set) => (await (await server.as('cu-1'))(`/api/${set}`)).body.value),
    );
    const names = new Set(all.flat().flatMap((one) => Object.keys(one)));
    for (const hidden of [
      'unitId',
      'version',
      'slaId',
      'escalatedAt',
      'instructions',
      'cancelReason',
      'authorId',
      'dialogue',
      'externalId',
    ])
      if (hidden !== 'externalId') assert.ok(!names.has(hidden), hidden);
    assert.ok(!('externalId' in all[3]![0]), "a customer's id at the company's site");
  });

  it('shows staff their unit and nothing of another', async () => {
    assert.deepEqual(await seen('ana', '/api/cases'), ['case-1', 'case-2', 'case-3']);
    assert.deepEqual(await seen('sam', '/api/cases'), ['case-9']);
    assert.deepEqual(await seen('sam', '/api/customers'), ['cu-9']);
    assert.deepEqual(await seen('sam', "/api/cases?$filter=customer/name eq 'Clara Customer'"), []);
  });
});
