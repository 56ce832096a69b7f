import assert from 'node:assert/strict';
import { onEachEngine, type RunningApp } from '../fixtures/running-app.ts';
import { aCaller, type Caller, expectDone, expectRefusal, type Listener } from './cast/caller.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';

/** Told in order: each chapter goes on where the one before ended. */
onEachEngine('the story over REST', (start) => {
  let app: RunningApp;
  let chat: CustomerChat;
  let [mara, priya, tom, owen, liam, grace]: Caller[] = [];
  let staff: Listener;
  const theCase = '/api/cases/C-1042';

  const filter = (words: string) => `$filter=${encodeURIComponent(words)}`;

  before(async () => {
    app = await start();
    const cast = [
      'customer-mara-weber',
      'agent-01',
      'agent-02',
      'technician-01',
      'dispatcher-01',
      'supervisor-01',
    ];
    [mara, priya, tom, owen, liam, grace] = await Promise.all(cast.map((persona) => aCaller(app, persona)));
    staff = await priya!.listens();
  });
  after(async () => {
    staff?.stop();
    chat?.leaves();
    await app?.stop();
  });

  it('an agent says that she is there', async () => {
    expectDone(await priya!.put('/api/agents/agent-01/presence', { presence: 'away' }));
    await staff.until(
      'presence.changed',
      ({ personId, presence }) => personId === 'agent-01' && presence === 'away',
    );
    chat = await aCustomerChat(app, 'customer-mara-weber');
    assert.equal(await chat.reports('the air conditioner on floor 3 is leaking'), 'C-1042');
    const { status, body } = await priya!.put('/api/agents/agent-01/presence', { presence: 'available' });
    assert.deepEqual([status, body.presence], [200, 'available']);
  });

  it('she accepts the offer once, however often the request is repeated', async () => {
    const { id } = await priya!.one(`/api/offers?${filter("agentId eq 'agent-01' and state eq 'offered'")}`);
    expectRefusal(await owen!.post(`/api/offers/${id}/accept`), { status: 403, code: 'role.not_allowed' });
    expectRefusal(await tom!.post(`/api/offers/${id}/accept`), { status: 403, code: 'offer.not_yours' });
    const key = { 'idempotency-key': 'accept-1' };
    const first = await priya!.post(`/api/offers/${id}/accept`, undefined, key);
    const again = await priya!.post(`/api/offers/${id}/accept`, undefined, key);
    assert.deepEqual([first.status, first.body.state], [200, 'accepted']);
    assert.deepEqual([again.status, again.body], [first.status, first.body]);
    expectRefusal(await priya!.post(`${theCase}/park`, undefined, key), {
      status: 422,
      code: 'idempotency.key_reused',
    });
    await chat.hears(/Priya Nair has joined/);
    await staff.until('case.assigned');
    assert.equal(staff.heard.filter(({ name }) => name === 'case.assigned').length, 1);
  });

  it('everybody reads the case as far as it is theirs, with a tag of its version', async () => {
    const { body, headers } = await priya!.get(theCase);
    const { state, stateCode, priority, priorityCode, owner, queue, category } = body;
    assert.deepEqual(
      { state, stateCode, priority, priorityCode, owner, queue, category },
      {
        state: 'active',
        stateCode: 0,
        priority: 'high',
        priorityCode: 1,
        owner: { id: 'agent-01', name: 'Priya Nair' },
        queue: { id: 'queue-buildings', name: 'Building services' },
        category: 'air-conditioning',
      },
    );
    const etag = headers.get('etag')!;
    assert.equal((await priya!.get(theCase, { 'if-none-match': etag })).status, 304);
    assert.equal((await mara!.get(theCase)).status, 200);
    const gemma = await aCaller(app, 'customer-gemma-fry');
    expectRefusal(await gemma.get(theCase), { status: 404, code: 'record.not_found' });
    const nobody = await fetch(app.url + theCase);
    assert.equal(nobody.status, 401);
  });

  it('the talk goes through the API in both directions', async () => {
    await chat.says('it drips onto my desk');
    const { conversationId } = (await priya!.get(theCase)).body;
    const sent = await priya!.post(`${theCase}/reply`, { text: 'Is it switched off?' });
    expectDone(sent);
    assert.deepEqual(
      [sent.body.direction, sent.body.state, sent.body.authorName],
      ['outbound', 'sent', 'Priya Nair'],
    );
    expectDone(await priya!.post(`/api/conversations/${conversationId}/reply`, { text: 'I send somebody.' }));
    await chat.hears(/Is it switched off/);
    await chat.hears(/I send somebody/);
    const { body } = await mara!.get(
      `/api/messages?${filter(`conversationId eq '${conversationId}'`)}&$select=direction,text,state`,
    );
    assert.deepEqual(
      body.value.slice(-3).map(({ text }: { text: string }) => text),
      ['it drips onto my desk', 'Is it switched off?', 'I send somebody.'],
    );
    expectRefusal(await tom!.post(`${theCase}/reply`, { text: 'Hello' }), {
      status: 403,
      code: 'case.not_yours',
    });
  });

  it('the copilot drafts and sums up', async () => {
    assert.match((await priya!.post(`${theCase}/suggest-reply`)).body.draft, /bucket|switch/);
    assert.match((await priya!.post(`${theCase}/summary`)).body.summary, /leaking/);
  });

  it('a case is transferred, parked, taken back into focus', async () => {
    expectRefusal(await priya!.post(`${theCase}/transfer`, { toAgentId: 'agent-08' }), {
      status: 409,
      code: 'transfer.no_target',
    });
    expectDone(
      await priya!.post(`${theCase}/transfer`, { toAgentId: 'agent-02', note: 'You know the site.' }),
    );
    await chat.hears(/Tom Ashworth has joined/);
    expectDone(await tom!.post(`${theCase}/park`));
    assert.equal((await tom!.get(theCase)).body.stage, 'on-hold');
    expectDone(await grace!.post(`${theCase}/transfer`, { toAgentId: 'agent-01' }));
    expectDone(await priya!.post(`${theCase}/focus`));
    assert.equal(
      (await priya!.get('/api/agents/agent-01')).body.focusCaseId,
      (await priya!.get(theCase)).body.id,
    );
  });

  it('a technician is dispatched, and books, drives and finishes', async () => {
    const made = await priya!.post(`${theCase}/dispatch`, { need: 'Leak at the ceiling unit' });
    assert.deepEqual([made.status, made.body.number, made.body.state], [201, 'W-2077', 'unscheduled']);
    assert.equal((await liam!.post(`${theCase}/dispatch`, {})).status, 200);
    const { body: times } = await liam!.get('/api/work-orders/W-2077/slots');
    assert.equal(times.value.length, 3);
    const { resourceId, startAt } = times.value[0];
    const chosen = { workOrderId: 'W-2077', resourceId, startAt };
    expectRefusal(await owen!.post('/api/bookings', chosen), { status: 403, code: 'role.not_allowed' });
    const booked = await liam!.post('/api/bookings', chosen, { 'idempotency-key': 'book-1' });
    assert.deepEqual(
      [booked.status, booked.body.state, booked.body.resource.name],
      [201, 'scheduled', 'Owen Prosser'],
    );
    const visit = booked.headers.get('location')!;
    assert.equal((await liam!.get(visit)).body.id, booked.body.id);
    await chat.hears(/Owen Prosser will be with you/);

    const { body: day } = await owen!.get('/api/my-day');
    assert.equal(JSON.stringify(day).includes('W-2077'), true);
    expectRefusal(await priya!.post(`${visit}/travel`), { status: 403, code: 'role.not_allowed' });
    expectDone(await owen!.post(`${visit}/travel`));
    expectRefusal(await owen!.post(`${visit}/travel`), {
      status: 409,
      code: 'booking.transition_not_allowed',
    });
    expectDone(await owen!.post(`${visit}/arrive`));
    expectDone(await owen!.post(`${visit}/break`));
    assert.equal((await liam!.get('/api/work-orders/W-2077')).body.state, 'in-progress');
    expectDone(await owen!.post(`${visit}/resume`));
    const report = { report: 'Pump replaced.', parts: [{ productId: 'part-condensate-pump', quantity: 1 }] };
    expectDone(await owen!.post(`${visit}/complete`, report));
    await chat.hears(/is on the way/);
    await chat.hears(/has finished the work/);
    assert.equal((await mara!.get('/api/work-orders/W-2077')).body.state, 'completed');
    expectDone(await liam!.post('/api/work-orders/W-2077/post'));
    assert.equal((await liam!.get('/api/work-orders/W-2077')).body.state, 'posted');
  });

  it('nobody decides on a version that is no longer there', async () => {
    const etag = (await priya!.get(theCase)).headers.get('etag')!;
    expectDone(await priya!.post(`${theCase}/reply`, { text: 'All done, I hear.' }));
    expectDone(await priya!.post(`${theCase}/park`));
    const resolved = { type: 'problem-solved', text: 'Pump replaced.' };
    expectRefusal(await priya!.post(`${theCase}/resolve`, resolved, { 'if-match': etag }), {
      status: 412,
      code: 'record.changed',
    });
    assert.equal((await priya!.get(theCase)).body.state, 'active');
  });

  it('the case is resolved and rated by its own customer', async () => {
    expectRefusal(await mara!.post(`${theCase}/rate`, { rating: 5 }), {
      status: 409,
      code: 'case.not_resolved',
    });
    expectRefusal(await priya!.post(`${theCase}/resolve`, { text: ' ' }), {
      status: 400,
      code: 'input.invalid',
    });
    const { body } = await priya!.post(`${theCase}/resolve`, {
      type: 'problem-solved',
      text: 'Pump replaced.',
    });
    assert.deepEqual([body.state, body.stateCode, body.resolution], ['resolved', 1, 'Pump replaced.']);
    expectRefusal(await priya!.post(`${theCase}/rate`, { rating: 5 }), {
      status: 403,
      code: 'role.not_allowed',
    });
    expectRefusal(await mara!.post(`${theCase}/rate`, { rating: 6 }), {
      status: 400,
      code: 'rating.out_of_range',
    });
    assert.equal((await mara!.post(`${theCase}/rate`, { rating: 5 })).body.satisfaction, 5);
  });

  it('a late case is escalated by a supervisor only', async () => {
    const opened = await priya!.post('/api/cases', {
      customerId: 'customer-theo-baines',
      title: 'The window of room 4 is draughty',
    });
    assert.equal(opened.status, 201);
    const { number } = opened.body;
    await app.advance('PT61M');
    await staff.until('escalation.asked');
    const { id } = await grace!.one(
      `/api/escalations?${filter(`caseNumber eq '${number}' and state eq 'pending'`)}`,
    );
    expectRefusal(await priya!.post(`/api/escalations/${id}/approve`), {
      status: 403,
      code: 'role.not_allowed',
    });
    expectDone(await grace!.post(`/api/escalations/${id}/snooze`, { minutes: 15 }));
    const approved = await grace!.post(`/api/escalations/${id}/approve`, { reason: 'Gold is near.' });
    assert.deepEqual([approved.body.state, approved.body.decidedBy.name], ['approved', 'Grace Whitfield']);
    expectRefusal(await grace!.post(`/api/escalations/${id}/decline`, { reason: 'late' }), {
      status: 409,
      code: 'escalation.decided',
    });
    assert.equal((await grace!.get(`/api/cases/${number}`)).body.priority, 'high');
  });

  it('the timeline holds the whole story', async () => {
    const { status, body } = await priya!.get(`${theCase}/timeline`);
    assert.equal(status, 200);
    const text = JSON.stringify(body);
    for (const words of [
      /Case C-1042 opened/,
      /Assigned to Priya Nair/,
      /Is it switched off/,
      /W-2077/,
      /Pump replaced/,
    ])
      assert.match(text, words);
  });
});
