import assert from 'node:assert/strict';
import { card } from '../../../cards/card.ts';
import {
  commandButton,
  commandCard,
  commandLines,
  commandQuestion,
} from '../../../cards/iot/device-commands.ts';
import { buttonsOf, textsOf } from '../../fixtures/cards.ts';
import { aCommandView, someChoices, someLines } from '../../fixtures/iot/cards/command-cards.ts';

const verbsOf = (given: Parameters<typeof aCommandView>[0]) =>
  buttonsOf(commandCard(aCommandView(given))).map(({ verb }) => verb);
const wordsOf = (given: Parameters<typeof aCommandView>[0]) =>
  textsOf(commandCard(aCommandView(given))).join('\n');

describe('the card of a command', () => {
  it('asks for confirmation first, with the safe range and the present value beside each new one', () => {
    assert.deepEqual(verbsOf({ state: 'proposed' }), ['command.confirm', 'command.cancel']);
    const words = wordsOf({ state: 'proposed' });
    assert.match(words, /To be confirmed\nNothing has been sent/);
    assert.match(words, /21 °C \(safe: 5 to 30 °C; now 19 °C\)/);
    assert.match(
      wordsOf({ parameters: [{ name: 'Message', value: 'Hi', range: null, present: null }] }),
      /Message\nHi\n/,
    );
  });

  it('follows the command to its end, and can take it back only before the device has it', () => {
    const states = ['queued', 'sent', 'completed', 'failed', 'expired', 'cancelled'] as const;
    assert.deepEqual(
      states.map((state) => verbsOf({ state })),
      [['command.cancel'], [], [], [], [], []],
    );
    assert.match(wordsOf({ state: 'queued' }), /On its way/);
    assert.match(wordsOf({ state: 'queued', via: 'message' }), /Waits for the device to connect/);
    assert.match(
      wordsOf({ state: 'completed', response: '{"ok":true}' }),
      /Done[\s\S]*The device answered: \{"ok":true\}/,
    );
    assert.match(
      wordsOf({ state: 'failed', problem: 'the device answered 404' }),
      /Failed[\s\S]*Why: the device answered 404/,
    );
  });
});

describe('the question which command', () => {
  it('offers the commands of the device, and names each value with its safe range', () => {
    const { fields, data } = commandQuestion(someChoices({ alertId: 'alert-1' }));
    assert.deepEqual(data, { deviceId: 'dev-1', alertId: 'alert-1' });
    assert.deepEqual(
      fields.map(({ id, label, type }) => [id, label, type]),
      [
        ['command', 'Command', 'Input.ChoiceSet'],
        ['parameter:Temperature', 'Set Values: Temperature (5 to 30 °C)', 'Input.Text'],
        ['parameter:Fan', 'Set Values: Fan', 'Input.ChoiceSet'],
        ['parameter:Mode', 'Set Values: Mode', 'Input.ChoiceSet'],
        ['parameter:Speed', 'Set Values: Speed', 'Input.Text'],
        ['parameter:Message', 'Notification: Message', 'Input.Text'],
      ],
    );
  });

  it('is not asked where there is nothing to tell', () => {
    assert.equal(commandButton(someChoices({ commands: [] }), { dialogs: true }), null);
    assert.equal(commandButton(someChoices(), { dialogs: true })?.title, 'Command');
  });
});

describe('the last commands', () => {
  it('say what, how it ended, when and by whom; nothing where there were none', () => {
    assert.deepEqual(commandLines([]), []);
    const words = textsOf(card(commandLines(someLines())));
    assert.ok(
      words.some((line) => /Set Values Temperature 21 · done · today 14:30, Tom/.test(line)),
      words.join('\n'),
    );
  });
});
