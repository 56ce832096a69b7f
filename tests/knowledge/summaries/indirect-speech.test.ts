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
    ['No technician came yesterday.', 'Ann says no technician came yesterday.'],
    ['No, I never ordered that pump.', 'Ann never ordered that pump.'],
    ['Well water is contaminated here.', 'Ann says well water is contaminated here.'],
    ['Did you pay the bill in March?', 'Ann asks whether Bob did pay the bill in March.'],
    ['Were you at home on Monday?', 'Ann asks whether Bob was at home on Monday.'],
    ['Can you see the red light?', 'Ann asks whether Bob can see the red light.'],
    ['Would you mind sending me the bill?', 'Ann asks whether Bob would mind sending Ann the bill.'],
    ["Please don't call me at work.", 'Ann asks Bob not to call Ann at work.'],
    ['I told you everything about the leak.', 'Ann told Bob everything about the leak.'],
    ['They charge you twice a month.', 'Ann says they charge Bob twice a month.'],
    ['The card you have is blocked.', 'Ann says the card Bob has is blocked.'],
    ['You were late twice this week.', 'Ann says Bob was late twice this week.'],
    ['My wife and I are waiting here.', "Ann's wife and Ann are waiting here."],
    ['I am fine with it, thank you.', 'Ann is fine with it.'],
    ['I know you rely on it.', 'Ann knows Bob relies on it.'],
    ["I'd already paid when you called.", 'Ann had already paid when Bob called.'],
    ['I live in the US since May.', 'Ann lives in the US since May.'],
    ['Anna told me that you were wrong.', 'Ann says Anna told Ann that Bob was wrong.'],
    ['Thank you for calling our hotline today.', 'Ann thanks Bob for calling their hotline today.'],
    ['I think the bill is wrong.', 'Ann thinks the bill is wrong.'],
    ['i bought a constructor set for my son', "Ann bought a constructor set for Ann's son."],
  ];
  for (const [said, expected] of cases)
    it(`makes of "${said}" a sentence in the third person`, () => {
      assert.equal(told(said), expected);
    });

  it('leaves as it was said what might be told of the wrong person', () => {
    for (const sentence of [
      'My boss said "I will pay you".',
      'My boss said, I will pay you tomorrow.',
      'She asked me: can you fix it?',
      'The technician (I paid him) never came.',
      'You and your colleague promised it.',
      'I fixed it myself last night.',
      'I drive on I-95 every day.',
      'How can I help you today?',
      'Will you come tomorrow or should I call somebody else?',
      'I WANT MY MONEY BACK NOW',
    ])
      assert.equal(told(sentence), `Ann: ${sentence}`);
  });

  it('says of nobody what was said to one of several', () => {
    const toMany = (sentence: string) => toldSpeech(sentence, { speaker: 'Ann', listener: undefined });
    assert.equal(toMany('You are late again.'), 'Ann: You are late again.');
    assert.equal(toMany('Could somebody send the bill?'), 'Ann: Could somebody send the bill?');
    assert.equal(toMany('I need the part today.'), 'Ann needs the part today.');
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
