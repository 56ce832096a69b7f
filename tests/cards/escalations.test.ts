import assert from 'node:assert/strict';
import { escalationCard } from '../../cards/escalations.ts';
import { anEscalationView } from '../fixtures/card-views.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

const inPlace = { dialogs: false };
const said = (given: Parameters<typeof anEscalationView>[0]) =>
  textsOf(escalationCard(anEscalationView(given), inPlace)).join('\n');

describe('an escalation', () => {
  it('says which promise, how late, whose case it is and what has happened', () => {
    const text = said({});
    for (const words of [
      'First response overdue: C-1042',
      '12 min overdue',
      'Clara Customer, Harbour Estates',
      'Owner\nAna',
      'Offered to Ana',
    ])
      assert.ok(text.includes(words), words);
    assert.match(said({ owner: null }), /nobody yet/);
  });

  it('is approved with or without a reason', () => {
    const card = escalationCard(anEscalationView(), inPlace);
    const escalationId = 'escalation:kpi-1';
    assert.deepEqual(press(card, 'escalation.approve').data, { escalationId, reason: '' });
    assert.deepEqual(press(card, 'escalation.approve', { reason: 'VIP' }).data, {
      escalationId,
      reason: 'VIP',
    });
  });

  it('is declined with a reason only', () => {
    const card = escalationCard(anEscalationView(), inPlace);
    assert.throws(() => press(card, 'escalation.decline'), /reason has to be filled in/);
    assert.equal(press(card, 'escalation.decline', { reason: 'Away' }).data.reason, 'Away');
  });

  it('is snoozed for 15, 30 or 60 minutes', () => {
    const snooze = buttonsOf(escalationCard(anEscalationView(), inPlace)).find(
      ({ verb }) => verb === 'escalation.snooze',
    );
    assert.deepEqual(snooze?.inputs[0]?.choices, ['15', '30', '60']);
  });

  it('reads well once decided, with nothing left to press', () => {
    const approved = {
      state: 'approved',
      decidedBy: 'Sue',
      decidedAt: 'at 14:20',
      nowWith: 'Ben',
      reason: 'VIP',
    } as const;
    assert.match(said(approved), /Approved by Sue at 14:20; now with Ben\.\nReason: VIP/);
    assert.match(said({ ...approved, state: 'declined' }), /Declined by Sue at 14:20\./);
    assert.deepEqual(buttonsOf(escalationCard(anEscalationView(approved), inPlace)), []);
  });

  it('says what made it pointless, and blames nobody for a decision nobody took', () => {
    const withdrawn = said({
      state: 'withdrawn',
      decidedBy: 'Ana',
      decidedAt: 'at 14:20',
      reason: 'C-1042 was answered by Ana',
    });
    assert.match(withdrawn, /Withdrawn at 14:20: C-1042 was answered by Ana\./);
    assert.doesNotMatch(withdrawn, /Declined|Reason:/);
    assert.deepEqual(buttonsOf(escalationCard(anEscalationView({ state: 'withdrawn' }), inPlace)), []);
  });

  it('can still be decided while it is snoozed', () => {
    const snoozed = {
      state: 'snoozed',
      decidedBy: 'Sue',
      decidedAt: 'at 14:20',
      snoozedUntil: 'at 14:50',
    } as const;
    assert.match(said(snoozed), /Snoozed by Sue at 14:20; back at 14:50\./);
    const verbs = buttonsOf(escalationCard(anEscalationView(snoozed), inPlace)).map(({ verb }) => verb);
    assert.deepEqual(verbs, ['escalation.approve', 'escalation.decline', 'escalation.snooze']);
  });
});
