import assert from 'node:assert/strict';
import { dangerIn } from '../../../domain/conversations/danger-words.ts';
import { readIntent } from '../../../domain/conversations/intent.ts';

const dangerous = [
  'GAS!!',
  'FIRE',
  'Help! Fire!',
  'fire in the kitchen',
  'Our bin is on fire',
  'smoke in the server room',
  'there is smoke in the corridor',
  'I can smell burning',
  'burning smell from the socket',
  'sparks everywhere in the panel',
  'the lift is stuck with people inside',
  'someone’s trapped in the lift',
  'the ceiling collapsed on a person',
  'he fell and is not moving',
  'I will burn the place down',
  'I am going to come over and hurt somebody',
  'a visitor at reception has a knife',
  'the fire alarm test went wrong, someone is trapped in the lift',
  'it was no false alarm, there is a fire',
  'yesterday it was a false alarm but now there is smoke in the lobby',
  'Feuer!',
  'Rauch im Treppenhaus',
  'Es riecht verschmort am Schaltschrank',
  'sale mucho, hay humo en la cocina',
  'fuego en el garaje',
  'ça sent le brûlé',
  'il y a un incendie au deuxième étage',
];
const harmless = [
  'There is a fire door that does not close',
  'there was a fire inspection',
  'when is the gas safety inspection?',
  'the light on the fire escape is broken',
  'the smoke detector beeps',
  'the gas fire in the lobby needs its service',
  'the radiator needs bleeding',
  'I locked my keys in the room',
  'a drawer is stuck in the meeting room',
  'the lift is stuck, nobody is trapped',
  'somebody is smoking in the toilet',
  'there is no fire, only a question',
  'der Brandmelder piept',
  'la bomba de agua no arranca',
  'la porte coupe-feu ne ferme pas',
];

describe('words of danger', () => {
  for (const text of dangerous) it(`are heard in "${text}"`, () => assert.ok(readIntent(text).danger));
  for (const text of harmless)
    it(`are not heard in "${text}"`, () => assert.equal(readIntent(text).danger, null));

  it('are found fast in the longest message there can be', () => {
    for (const word of ['gas ', 'there is a ', 'i am stuck ', 'lift ', 'false alarm ', '! ']) {
      const began = performance.now();
      dangerIn(word.repeat(Math.ceil(8000 / word.length)));
      assert.ok(performance.now() - began < 250, word);
    }
  });
});
