import assert from 'node:assert/strict';
import { assertValidCard, buttonsOf, press, textsOf } from '../fixtures/cards.ts';
import { aBooking, aRequirement, aWorkOrder } from '../fixtures/field-records.ts';
import { anEscalation, aPost, aStaffDesk, assertSays, at, drawn } from '../fixtures/staff-desk.ts';

const caseOf = (personId: string) => aPost(personId, ['case', 'case-1']);

describe('the card of a case, from the records', () => {
  it('shows its owner the customer, the clock in local time, the talk, the work and what fits', async () => {
    const { text } = await drawn(aStaffDesk(), caseOf('ana'));
    assertSays(
      text,
      'C-1',
      'Active · Yours · normal priority · Cooling',
      'Clara Customer, Harbour Estates',
      'gold',
    );
    assertSays(
      text,
      'Harbour House, 1 Quay Street',
      'First response due',
      '30 min left',
      'Hello',
      'today 08:40',
    );
    assertSays(text, 'Water under an indoor unit 80 %', 'W-1 unscheduled');
  });

  it('asks the articles with what the customer last said', async () => {
    const place = aStaffDesk();
    await drawn(place, caseOf('ana'));
    assert.equal(place.asked[0], 'Hello\nWater runs down the wall');
  });

  it('sends public articles only', async () => {
    const { card } = await drawn(aStaffDesk(), caseOf('ana'));
    const sent = buttonsOf(card).filter(({ verb }) => verb === 'article.send');
    assert.deepEqual(
      sent.map(({ data }) => data),
      [{ caseId: 'case-1', articleId: 'art-1' }],
    );
  });

  it('carries the draft and the summary of the post', async () => {
    const post = aPost('ana', ['case', 'case-1'], { draft: 'Dear Clara', summary: 'It leaks.' });
    const { card, text } = await drawn(aStaffDesk(), post);
    assert.equal(press(card, 'case.reply').data.text, 'Dear Clara');
    assertSays(text, 'Summary\nIt leaks.');
  });

  it('hands on to colleagues who are there and to other queues', async () => {
    const { card } = await drawn(aStaffDesk(), caseOf('ana'));
    const transfer = buttonsOf(card).find(({ verb }) => verb === 'case.transfer');
    assert.deepEqual(transfer?.inputs[0]?.choices, ['queue:q-heating', 'agent:ben']);
  });

  it('dispatches with skills the technicians have and windows that are ahead', async () => {
    const { card } = await drawn(aStaffDesk(), caseOf('ana'));
    const { inputs } = buttonsOf(card).find(({ verb }) => verb === 'case.dispatch')!;
    const choicesOf = (name: string) => inputs.find(({ id }) => id === name)!.choices;
    assert.deepEqual(choicesOf('skill'), ['hvac']);
    const windows = choicesOf('window').map((window) => window.split('/').map((one) => new Date(one)));
    assert.ok(windows.length >= 4);
    assert.ok(windows.every(([from, to]) => from! >= at('09:00') && to! > from!));
  });

  it('puts today first when it is urgent', async () => {
    const place = aStaffDesk();
    place.desk.seed('cases', { ...place.desk.one('cases', 'case-1'), priority: 'high' });
    const { card } = await drawn(place, caseOf('ana'));
    assert.equal(
      press(card, 'case.dispatch').data.window,
      '2026-03-02T09:00:00.000Z/2026-03-03T00:00:00.000Z',
    );
  });

  it('tells others who has it, and lets a supervisor hand it on', async () => {
    const place = aStaffDesk();
    const other = await drawn(place, caseOf('ben'));
    assertSays(other.text, 'Now with Ana');
    assert.ok(!buttonsOf(other.card).some(({ verb }) => verb === 'case.reply' || verb === 'case.transfer'));
    const supervisor = await drawn(place, caseOf('sue'));
    assert.ok(buttonsOf(supervisor.card).some(({ verb }) => verb === 'case.transfer'));
  });

  it('can be drawn for anybody on demand', async () => {
    const card = await aStaffDesk().cards.renderCase('case-1', 'ana', { draft: 'Dear Clara', dialogs: true });
    assert.ok(buttonsOf(card).some(({ verb, how }) => verb === 'case.resolve' && how === 'dialog'));
    assert.equal(press(card, 'case.reply').data.text, 'Dear Clara');
  });
});

describe("the desk's other cards, from the records", () => {
  it('an offer says why this agent, and its deadline in local time', async () => {
    const { text, card } = await drawn(aStaffDesk(), aPost('ana', ['offer', 'offer-1']));
    assertSays(
      text,
      'Why you\nfewest cases\n',
      'Answer by 08:32',
      '120 seconds',
      'Clara Customer, Harbour Estates',
    );
    assert.deepEqual(press(card, 'offer.accept').data, { offerId: 'offer-1' });
  });

  it('an escalation says how late it is and, once decided, by whom', async () => {
    const place = aStaffDesk();
    const post = aPost('sue', ['escalation', anEscalation.id]);
    place.desk.advance(45);
    assertSays(
      (await drawn(place, post)).text,
      'First response overdue: C-1',
      '15 min overdue',
      'Offered to Ana',
    );
    const by = { decidedById: 'sue', decidedAt: at('09:44'), assignedToId: 'ben' };
    place.desk.seed('escalations', { ...anEscalation, state: 'approved', ...by });
    assertSays((await drawn(place, post)).text, 'Approved by Sue at 09:44; now with Ben.');
  });

  it('home is about the person it is drawn for', async () => {
    const place = aStaffDesk();
    const agent = await drawn(place, aPost('ana', ['home', 'ana']));
    assertSays(
      agent.text,
      'Hello Ana',
      'C-1 The AC on floor 3',
      '30 min left',
      'Cooling · 1 waiting',
      'Take C-1',
    );
    assert.ok(!agent.text.includes('Heating'));
    const supervisor = await drawn(place, aPost('sue', ['home', 'sue']));
    assertSays(
      supervisor.text,
      '1 to decide',
      'C-1: first response was due today 09:30',
      'Heating · 0 waiting',
    );
  });

  it('a text stays a text, a notice becomes a card', async () => {
    const place = aStaffDesk();
    const line = await place.cards.render(aPost('ana', null, { text: 'Hello' }), { dialogs: false });
    assert.deepEqual(line, { text: 'Hello' });
    const post = aPost('ana', ['notice', 'n'], { text: 'Note\nThe lift is back.', caseId: 'case-1' });
    assertSays((await drawn(place, post)).text, 'Note\nThe lift is back.\nShow C-1');
  });

  it('an article shows its text and its version', async () => {
    const { text } = await drawn(aStaffDesk(), aPost('ana', ['article', 'art-1']));
    assertSays(text, 'Stop it', 'Switch the unit off.', 'version 2.0');
  });

  it('a search shows a case with its customer and owner', async () => {
    const found = await aStaffDesk().cards.renderCaseResult('case-1');
    assert.equal(found.subtitle, 'Clara Customer, Harbour Estates · active · normal · Ana');
  });
});

describe("the field's cards, from the records", () => {
  const withVisits = () => {
    const place = aStaffDesk();
    const before = { state: 'completed', report: 'Cleaned the drain', completedAt: at('08:00') } as const;
    place.desk
      .seed('bookings', aBooking(), aBooking({ id: 'book-0', workOrderId: 'wo-0', ...before }))
      .seed('workOrders', aWorkOrder({ id: 'wo-0', number: 'W-0', assetId: 'asset-1', state: 'completed' }));
    return place;
  };

  it('a visit says where, when, how to get in, what happened before and what to bring', async () => {
    const { text, card } = await drawn(withVisits(), aPost('tom', ['booking', 'book-1']));
    assertSays(
      text,
      'Visit W-1',
      'Scheduled · today 11:00 to 12:00',
      '+44 117 496 0000',
      'Ring at the back door',
    );
    assertSays(
      text,
      'Ceiling cassette 3.12 FXZQ50, floor 3',
      'Check the drain first.',
      'Tom: Cleaned the drain',
    );
    assertSays(text, 'Condensate pump, Tape');
    assert.ok(!text.includes('Lift belt'));
    assert.deepEqual(press(card, 'booking.travel').data, { bookingId: 'book-1' });
  });

  it('times for an order are those planning finds, each to be booked', async () => {
    const { card, text } = await drawn(aStaffDesk(), aPost('ana', ['slots', 'wo-1']));
    assertSays(text, 'Times for W-1', 'Tom', 'min travel');
    const { data } = press(card, 'booking.make');
    assert.equal(data.resourceId, 'res-tom');
    assert.ok(new Date(String(data.startAt)) >= at('09:00'));
  });

  it('an order that nobody can do says why', async () => {
    const place = aStaffDesk();
    place.desk.seed('requirements', aRequirement({ characteristics: [{ id: 'lift', rating: 5 }] }));
    const { text, card } = await drawn(place, aPost('ana', ['slots', 'wo-1']));
    assertSays(text, 'No technician fits', 'lift', 'a wider arrival window');
    assert.deepEqual(
      buttonsOf(card).map(({ verb }) => verb),
      ['work-order.slots'],
    );
  });

  it('an order with nothing left to book says so instead of failing', async () => {
    const place = aStaffDesk();
    place.desk.seed('requirements', aRequirement({ state: 'completed' }));
    assertSays((await drawn(place, aPost('ana', ['slots', 'wo-1']))).text, 'W-1 is unscheduled');
  });

  it('a booked order shows its visit', async () => {
    const { text } = await drawn(withVisits(), aPost('ana', ['slots', 'wo-1']));
    assertSays(text, 'Booked: Tom, today 11:00 to 12:00');
  });

  it("a technician's home and day hold the visits with the next step", async () => {
    const place = withVisits();
    const { card } = await drawn(place, aPost('tom', ['home', 'tom']));
    assert.deepEqual(press(card, 'booking.travel').data, { bookingId: 'book-1' });
    const day = await place.cards.renderMyDay('tom');
    assertSays(textsOf(day).join('\n'), 'Your day · Mon 2 Mar', '11:00 to 12:00', 'W-1 · scheduled');
  });
});

describe('dialogs, from the records', () => {
  it('ask what the form on the card asks, for every verb that asks something', async () => {
    const place = aStaffDesk();
    place.desk.seed('bookings', aBooking({ state: 'in-progress' }));
    const posts = [
      caseOf('ana'),
      aPost('tom', ['booking', 'book-1']),
      aPost('sue', ['escalation', anEscalation.id]),
    ];
    const asked: string[] = [];
    for (const post of posts) {
      const form = (await drawn(place, post)).card;
      const { card } = await drawn(place, post, true);
      for (const { verb, data } of buttonsOf(card).filter(({ how }) => how === 'dialog')) {
        const dialog = await place.cards.renderDialog(verb!, data);
        assertValidCard(dialog!.card);
        const twin = buttonsOf(form).find((button) => button.verb === verb);
        assert.deepEqual(buttonsOf(dialog!.card)[0]?.inputs, twin?.inputs, verb!);
        asked.push(verb!);
      }
    }
    assert.equal(asked.length, 6);
  });

  it('are there for no other verb', async () => {
    assert.equal(await aStaffDesk().cards.renderDialog('case.park', { caseId: 'case-1' }), undefined);
  });

  it('refuse data without an id and things that are not there', async () => {
    const { cards } = aStaffDesk();
    await assert.rejects(cards.renderDialog('case.resolve', null), { code: 'input.invalid' });
    await assert.rejects(cards.renderDialog('case.resolve', { caseId: 7 }), { code: 'input.invalid' });
    await assert.rejects(cards.renderDialog('case.resolve', { caseId: 'nowhere' }), {
      code: 'record.not_found',
    });
  });
});
