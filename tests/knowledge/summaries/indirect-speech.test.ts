import assert from 'node:assert/strict';
import { toldSpeech } from '../../../knowledge/summaries/indirect-speech.ts';
import { thirdPerson } from '../../../knowledge/summaries/third-person.ts';

const told = (sentence: string) => toldSpeech(sentence, { speaker: 'Ann', listener: 'Bob' });

describe('telling what somebody said', () => {
  const cases: readonly (readonly [said: string, told: string])[] = [
    ['I need a new filter for my boiler.', "Ann needs a new filter for Ann's boiler."],
    ["Well, I'm waiting since Monday!", 'Ann is waiting since Monday.'],
    ["I've called you twice.", 'Ann has called Bob twice.'],
    ['I just want to know the price.', 'Ann just wants to know the price.'],
    ['Could you please send me the invoice?', 'Ann asks Bob to send Ann the invoice.'],
    ['Please reset the pump.', 'Ann asks Bob to reset the pump.'],
    ["Let's meet at the gate.", 'Ann suggests they meet at the gate.'],
    ['When do you open on Sunday?', 'Ann asks Bob when Bob opens on Sunday.'],
    ['Do you have a spare key?', 'Ann asks whether Bob has a spare key.'],
    ['Are you at home tomorrow?', 'Ann asks whether Bob is at home tomorrow.'],
    ['Would you like to book a visit?', 'Ann asks whether Bob would like to book a visit.'],
    ['Will you be free at noon?', 'Ann asks whether Bob will be free at noon.'],
    ['The heating is cold on floor two.', 'Ann says the heating is cold on floor two.'],
    ['We will send you a technician.', 'Ann says they will send Bob a technician.'],
    ["You're right, you need a new one.", 'Ann says Bob is right, Bob needs a new one.'],
  ];
  for (const [said, expected] of cases)
    it(`makes of "${said}" a sentence in the third person`, () => {
      assert.equal(told(said), expected);
    });

  it('leaves out what says nothing', () => {
    for (const sentence of ['Hello!', 'Yes.', 'Thank you very much.', 'Oh, okay.', ''])
      assert.equal(told(sentence), undefined, sentence);
  });

  it('takes a name as it is', () => {
    const speech = { speaker: '#Person1#', listener: 'Li $& Co' };
    assert.equal(
      toldSpeech('I will call you back today.', speech),
      '#Person1# will call Li $& Co back today.',
    );
  });

  it('knows the third person of verbs', () => {
    const forms = {
      go: 'goes',
      try: 'tries',
      play: 'plays',
      watch: 'watches',
      have: 'has',
      can: 'can',
      need: 'needs',
      went: 'went',
    };
    for (const [verb, form] of Object.entries(forms)) assert.equal(thirdPerson(verb), form);
  });
});
