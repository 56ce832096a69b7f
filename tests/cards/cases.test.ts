import assert from 'node:assert/strict';
import { caseButtons } from '../../cards/case-buttons.ts';
import { caseCard } from '../../cards/cases.ts';
import { aCaseView } from '../fixtures/card-views.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

const inPlace = { dialogs: false };
const said = (given: Parameters<typeof aCaseView>[0], options = inPlace) =>
  textsOf(caseCard(aCaseView(given), options)).join('\n');
const verbsOf = (given: Parameters<typeof aCaseView>[0]) =>
  buttonsOf(caseCard(aCaseView(given), inPlace)).map(({ verb }) => verb);

describe('the card of a case', () => {
  it('shows its owner the customer, the clock, the talk, what fits and the work', () => {
    const text = said({});
    for (const words of [
      'C-1042',
      'The AC on floor 3 is leaking again',
      'Active · Yours · normal priority · Cooling',
      'Clara Customer, Harbour Estates',
      'First response due today 15:30, 25 min left',
      'Water runs down the wall.',
      'Water under an indoor unit 82 %',
      'W-2077 unscheduled',
    ])
      assert.ok(text.includes(words), words);
  });

  it('answers the customer from a form in the card, with the draft to start from', () => {
    const card = caseCard(aCaseView({ draft: 'Dear Clara' }), { dialogs: true });
    assert.deepEqual(press(card, 'case.reply').data, { caseId: 'case-1', text: 'Dear Clara' });
    assert.deepEqual(press(card, 'case.reply', { text: 'On our way' }).data, {
      caseId: 'case-1',
      text: 'On our way',
    });
    assert.ok(textsOf(card).includes('Reply (draft)'));
  });

  it('sends the passage of the article whose button is pressed, and only public ones', () => {
    const [first] = aCaseView().suggestions;
    const card = caseCard(
      aCaseView({ suggestions: [first!, { ...first!, articleId: 'secret', isPublic: false }] }),
      inPlace,
    );
    const sends = buttonsOf(card).filter(({ verb }) => verb === 'article.send');
    assert.deepEqual(
      sends.map(({ data }) => data),
      [{ caseId: 'case-1', articleId: 'article-0' }],
    );
  });

  it('resolves, hands on and dispatches with what the form asks', () => {
    const card = caseCard(aCaseView(), inPlace);
    assert.deepEqual(press(card, 'case.resolve', { text: 'New seal' }).data, {
      caseId: 'case-1',
      type: 'problem-solved',
      text: 'New seal',
    });
    assert.deepEqual(press(card, 'case.transfer', { target: 'agent:ben-1' }).data, {
      caseId: 'case-1',
      target: 'agent:ben-1',
      note: '',
    });
    assert.deepEqual(press(card, 'case.dispatch').data, {
      caseId: 'case-1',
      need: 'The AC on floor 3 is leaking again',
      skill: '',
      durationMinutes: '90',
      window: '2026-03-02T09:00:00.000Z/2026-03-02T23:00:00.000Z',
    });
  });

  it('opens the same three as dialogs where the client can, and keeps the answer in the card', () => {
    const asked = buttonsOf(caseCard(aCaseView(), { dialogs: true }));
    const dialogs = asked.filter(({ how }) => how === 'dialog').map(({ verb }) => verb);
    assert.deepEqual(dialogs, ['case.resolve', 'case.dispatch', 'case.transfer']);
    assert.equal(asked.find(({ verb }) => verb === 'case.reply')?.how, 'execute');
  });

  it('stays calm: at most eight buttons beside those of articles and visits', () => {
    const rows = caseButtons(aCaseView(), inPlace, {
      messages: 6,
      message: 1,
      passage: 1,
      long: 1,
      choices: 9,
      draft: 9,
    });
    assert.deepEqual(
      rows.map(({ actions }) => (actions as unknown[]).length),
      [4, 4],
    );
  });

  it('says that typing goes here once it is in focus, and asks for it before', () => {
    assert.ok(verbsOf({}).includes('case.focus'));
    assert.ok(!verbsOf({ isFocused: true }).includes('case.focus'));
    assert.match(said({ isFocused: true }), /what you type goes here/);
  });

  it('says who has it to everybody else and lets nobody but its owner answer', () => {
    assert.match(said({ isMine: false }), /Now with Ana/);
    assert.deepEqual(verbsOf({ isMine: false, work: [] }), ['case.summary']);
  });

  it('lets a supervisor hand on what somebody else has', () => {
    assert.ok(verbsOf({ isMine: false, mayTransfer: true }).includes('case.transfer'));
  });

  it('can be taken while nobody has it, with the notes colleagues left', () => {
    assert.match(said({ isMine: false, owner: null }), /Waiting for an agent[\s\S]*Note from Ben/);
    assert.ok(verbsOf({ isMine: false, owner: null }).includes('case.pick'));
  });

  it('offers no reply where there is no conversation', () => {
    const verbs = verbsOf({ canReply: false });
    for (const verb of ['case.reply', 'case.focus', 'article.send', 'case.suggest-reply'])
      assert.ok(!verbs.includes(verb));
    assert.ok(verbs.includes('case.resolve'));
  });

  it('says that it is parked and cannot be parked twice', () => {
    assert.match(said({ stage: 'on-hold' }), /Parked/);
    assert.ok(!verbsOf({ stage: 'on-hold' }).includes('case.park'));
  });

  it('ends with its resolution and rating, and with nothing left to press', () => {
    const resolved = {
      state: 'resolved',
      resolution: { type: 'problem-solved', text: 'New seal' },
      rating: 4,
    } as const;
    assert.match(said(resolved), /Problem solved by Ana\nNew seal\n★★★★☆ 4 of 5/);
    assert.deepEqual(verbsOf(resolved), []);
    assert.match(said({ ...resolved, rating: null }), /Not rated yet/);
    assert.match(
      said({ state: 'cancelled', resolution: { type: null, text: 'Opened twice' } }),
      /Cancelled by Ana\nOpened twice/,
    );
  });

  it('shows the last six messages', () => {
    const messages = Array.from({ length: 9 }, (_, index) => ({
      who: 'Clara',
      when: 'today',
      text: `line ${index}`,
    }));
    const text = said({ messages });
    assert.ok(!text.includes('line 2'));
    assert.ok(text.includes('line 3') && text.includes('line 8'));
  });

  it('finds a time for work that has none', () => {
    const card = caseCard(
      aCaseView({ work: [{ text: 'W-1', workOrderId: 'wo-1', isUnplanned: true }] }),
      inPlace,
    );
    assert.deepEqual(press(card, 'work-order.slots').data, { workOrderId: 'wo-1' });
    assert.ok(
      !verbsOf({ work: [{ text: 'W-1', workOrderId: 'wo-1', isUnplanned: false }] }).includes(
        'work-order.slots',
      ),
    );
  });
});
