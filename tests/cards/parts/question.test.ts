import assert from 'node:assert/strict';
import { card } from '../../../cards/card.ts';
import {
  execute,
  form,
  grave,
  openDialog,
  openPage,
  primary,
  say,
  submit,
} from '../../../cards/parts/buttons.ts';
import { choiceInput, textInput } from '../../../cards/parts/inputs.ts';
import { asking, dialogOf, type Question } from '../../../cards/parts/question.ts';
import { assertValidCard, buttonsOf, press } from '../../fixtures/cards.ts';

const question: Question<'case.resolve'> = {
  button: 'Resolve',
  heading: 'Resolve C-1042',
  note: 'The customer reads it.',
  fields: [
    choiceInput({
      id: 'type',
      label: 'Type',
      required: true,
      value: 'problem-solved',
      choices: [{ title: 'Problem solved', value: 'problem-solved' }],
    }),
    textInput({ id: 'text', label: 'Text', required: true }),
  ],
  send: 'Send',
  verb: 'case.resolve',
  data: { caseId: 'case-1' },
};

describe('a question', () => {
  it('unfolds as a form that executes its verb with what was filled in', () => {
    const made = card([], [asking(question, { dialogs: false })]);
    assertValidCard(made);
    const [button] = buttonsOf(made);
    assert.equal(button?.how, 'execute');
    assert.deepEqual(press(made, 'case.resolve', { text: 'New seal' }), {
      verb: 'case.resolve',
      data: { caseId: 'case-1', type: 'problem-solved', text: 'New seal' },
    });
  });

  it('opens as a dialog by a task/fetch that carries the verb and the thing', () => {
    const [button] = buttonsOf(card([], [asking(question, { dialogs: true })]));
    assert.deepEqual(button?.data, {
      caseId: 'case-1',
      verb: 'case.resolve',
      msteams: { type: 'task/fetch' },
    });
    assert.equal(button?.how, 'dialog');
  });

  it('asks in the dialog exactly what it asks in the form, and submits instead of executing', () => {
    const dialog = dialogOf(question);
    assertValidCard(dialog.card);
    assert.equal(dialog.title, 'Resolve C-1042');
    const [inForm] = buttonsOf(card([], [asking(question, { dialogs: false })]));
    const [inDialog] = buttonsOf(dialog.card);
    assert.deepEqual(inDialog?.inputs, inForm?.inputs);
    assert.equal(inDialog?.how, 'submit');
    assert.equal(inDialog?.verb, 'case.resolve');
  });
});

describe('buttons', () => {
  it('carry their verb where the client puts it', () => {
    const made = card(
      [],
      [
        primary(execute('Accept', 'offer.accept', { offerId: 'o' })),
        grave(submit('Rate', 'case.rate', { caseId: 'c', rating: 5 })),
        openDialog('Ask', 'case.park', { caseId: 'c' }),
        form(
          'More',
          [textInput({ id: 'reason', label: 'Why' })],
          execute('Go', 'booking.cannot', { bookingId: 'b' }),
        ),
      ],
    );
    assertValidCard(made);
    const verbs = buttonsOf(made).map(({ verb }) => verb);
    assert.deepEqual(verbs, ['offer.accept', 'case.rate', 'case.park', 'booking.cannot']);
  });

  it('say words in the name of who presses, and open pages', () => {
    const made = card(
      [],
      [say('Yes', 'Yes, solved'), openPage('Map', new URL('https://maps.example/?to=1,2'))],
    );
    assertValidCard(made);
    assert.equal(buttonsOf(made)[0]?.data, 'Yes, solved');
    assert.equal(buttonsOf(made)[1]?.how, 'page');
  });

  it('always have a label that can be seen and fits', () => {
    const labels = ['', '\u200b', 'x'.repeat(100)].map((label) => execute(label, 'my-day.show', {}).title);
    assert.deepEqual(labels.slice(0, 2), ['–', '–']);
    assert.equal(labels[2]?.length, 40);
  });
});

describe('inputs', () => {
  it('are prefilled with a value, and left empty by a blank one', () => {
    assert.equal(textInput({ id: 'text', label: 'Text', value: 'Dear Clara' }).value, 'Dear Clara');
    assert.equal('value' in textInput({ id: 'text', label: 'Text', value: '  ' }), false);
  });

  it('say in words what is missing when one is needed', () => {
    const input = textInput({ id: 'reason', label: 'Reason', required: true });
    assert.equal(input.isRequired, true);
    assert.equal(input.errorMessage, 'Reason: this is needed.');
  });
});
