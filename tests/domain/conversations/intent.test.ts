import assert from 'node:assert/strict';
import { besidesThePerson, readIntent } from '../../../domain/conversations/intent.ts';

const dangerous = [
  'I smell gas in the kitchen',
  'strong odour of gas near the boiler',
  'there is a fire in the server room',
  'the panel is on fire',
  'we are trapped in the lift',
  'two people are stuck in the elevator since 10 minutes',
  'my colleague got an electric shock and is unconscious',
  'thick smoke coming from the socket',
  'carbon monoxide alarm is beeping',
  'if nobody comes I will kill someone',
  'Es riecht im Keller stark nach Gas',
  'es brennt im dritten Stock',
  'Wir stecken im Aufzug fest',
  'huele a gas en la cocina',
  'hay fuego en el garaje',
  'il y a une fuite de gaz',
  "je suis coincé dans l'ascenseur",
  'this is not a drill, there is a fire',
  'no fire yet, but I smell gas',
  'The fire drill was last week. Now someone is trapped in the lift, no smoke',
  'Es brennt im Keller, das ist kein Probealarm',
];
const harmless = [
  'the AC on floor 3 is leaking again',
  'when is the next fire drill?',
  'please test the fire alarm next week',
  'the gas bill seems too high',
  'our gas boiler does not start',
  'the lift is stuck on floor 2 and nobody is in it',
  'I am stuck with this form',
  'the fire door does not close',
  'can you replace the smoke detector battery',
  'Wann kommt der Techniker für die Gasheizung?',
  'die Brandschutztür klemmt',
  'there is no gas at the boiler, it does not start',
];

describe('reading intents', () => {
  for (const text of dangerous) it(`hears danger in "${text}"`, () => assert.ok(readIntent(text).danger));
  for (const text of harmless)
    it(`hears no danger in "${text}"`, () => assert.equal(readIntent(text).danger, null));

  it('knows when a person is wanted', () => {
    for (const text of [
      'can I talk to a person please',
      'I want to speak with someone',
      'agent',
      'Ich möchte mit einem Menschen sprechen',
      'Ich möchte mit jemandem sprechen',
      'I need a human',
      'agent please',
      'parler à un conseiller',
    ])
      assert.equal(readIntent(text).wantsPerson, true, text);
    assert.equal(readIntent('we need a person to look at the lift').wantsPerson, false);
    assert.equal(readIntent('a person stood at the broken door').wantsPerson, false);
  });

  it('reads yes, no, thanks and ratings only where they are the whole answer', () => {
    assert.equal(readIntent('Yes, solved').yes, true);
    assert.equal(readIntent('No, still there').no, true);
    assert.equal(readIntent('4').rating, 4);
    assert.equal(readIntent('room 4').rating, null);
    assert.equal(readIntent('6').rating, null);
  });

  it('notices that the trouble goes on behind a friendly word', () => {
    for (const text of ['yes but it still leaks', 'thanks, it does not help', 'Danke, aber es tropft weiter'])
      assert.equal(readIntent(text).persists, true, text);
    assert.equal(readIntent('Yes, solved').persists, false);
  });

  it('finds a case number', () => {
    assert.equal(readIntent('about c-1042, any news?').caseNumber, 'C-1042');
    assert.equal(readIntent('no number').caseNumber, null);
  });

  it('reads a text made to be slow in its stride', () => {
    for (const shape of ['a ', 'ge', '  ', 'gas ', 'someone ', 'there is ', 'a some ', 'no one '])
      for (const before of ['', 'talk to a person: ']) {
        const text = `${before}${shape.repeat(100_000 / shape.length)}x`;
        const begun = performance.now();
        readIntent(text);
        besidesThePerson(text);
        assert.ok(performance.now() - begun < 1_500, shape);
      }
  });
});
