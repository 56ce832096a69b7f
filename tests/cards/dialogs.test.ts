import assert from 'node:assert/strict';
import { bookingCard } from '../../cards/bookings.ts';
import { caseCard } from '../../cards/cases.ts';
import {
  cannotMakeItDialog,
  completeVisitDialog,
  declineEscalationDialog,
  dispatchDialog,
  resolveDialog,
  transferDialog,
} from '../../cards/dialogs.ts';
import { escalationCard } from '../../cards/escalations.ts';
import { aBookingView, aCaseView, anEscalationView } from '../fixtures/card-views.ts';
import { buttonsOf, press } from '../fixtures/cards.ts';

const view = aCaseView();
const visit = aBookingView({ state: 'in-progress' });
const inPlace = { dialogs: false };
const pairs = [
  ['case.resolve', resolveDialog(view), caseCard(view, inPlace)],
  ['case.transfer', transferDialog({ ...view, ...view.choices }), caseCard(view, inPlace)],
  ['case.dispatch', dispatchDialog({ ...view, ...view.choices }), caseCard(view, inPlace)],
  ['booking.complete', completeVisitDialog(visit), bookingCard(visit, inPlace)],
  ['booking.cannot', cannotMakeItDialog(visit), bookingCard(visit, inPlace)],
  [
    'escalation.decline',
    declineEscalationDialog(anEscalationView()),
    escalationCard(anEscalationView(), inPlace),
  ],
] as const;

describe('dialogs', () => {
  for (const [verb, dialog, card] of pairs) {
    it(`ask and send what the form within the card asks and sends: ${verb}`, () => {
      const [asked] = buttonsOf(dialog.card);
      const form = buttonsOf(card).find((button) => button.verb === verb);
      assert.equal(asked?.how, 'submit');
      assert.deepEqual(asked.inputs, form?.inputs);
      assert.deepEqual(asked.data, { ...(form?.data as object), verb });
    });
  }

  it('say in their title what they are about', () => {
    assert.deepEqual(
      pairs.map(([, { title }]) => title),
      [
        'Resolve C-1042',
        'Transfer C-1042',
        'Dispatch a technician for C-1042',
        'Complete W-2077',
        'Give W-2077 back',
        'Leave C-1042 where it is',
      ],
    );
  });

  it('offer the usual duration of such work first, whatever it is', () => {
    const { card } = dispatchDialog({ ...view, ...view.choices, durationMinutes: 100 });
    assert.equal(press(card, 'case.dispatch').data.durationMinutes, '100');
  });

  it('ask for no skill where none is known', () => {
    const { card } = dispatchDialog({ ...view, ...view.choices, skills: [] });
    assert.ok(!buttonsOf(card)[0]?.inputs.some(({ id }) => id === 'skill'));
  });
});
