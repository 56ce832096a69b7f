import assert from 'node:assert/strict';
import { isOneEditAway, Spelling } from '../../../knowledge/language/spelling.ts';

const spelling = (...words: string[]) => {
  const known = new Spelling();
  for (const word of words) known.add(word);
  return known;
};

describe('spelling', () => {
  it('puts right one letter added, lost, changed or swapped', () => {
    const known = spelling('radiator');
    for (const slip of ['radiatorr', 'radator', 'radiaxor', 'raidator'])
      assert.equal(known.correct(slip), 'radiator');
  });

  it('gives up at two wrong letters', () => {
    assert.equal(spelling('radiator').correct('rodiatar'), undefined);
  });

  it('leaves words below five letters and codes alone', () => {
    assert.equal(spelling('lift').correct('lit'), undefined);
    assert.equal(spelling('r410b').correct('r410a'), undefined);
  });

  it('takes another first or last letter for another word', () => {
    assert.equal(spelling('cables').correct('tables'), undefined);
    assert.equal(spelling('drucken').correct('drucker'), undefined);
  });

  it('prefers the commoner of two near words', () => {
    assert.equal(spelling('hosting', 'heating', 'heating').correct('heting'), 'heating');
    assert.equal(spelling('boiler', 'bowler', 'bowler').correct('bouler'), 'bowler');
  });

  it('forgets a word with the last article that used it', () => {
    const known = spelling('radiator', 'radiator');
    known.remove('radiator');
    assert.equal(known.correct('radator'), 'radiator');
    known.remove('radiator');
    assert.equal(known.correct('radator'), undefined);
    assert.equal(known.has('radiator'), false);
  });

  it('does not call a word a slip of itself', () => {
    assert.equal(isOneEditAway('water', 'water'), false);
  });
});
