import assert from 'node:assert/strict';
import { eachLetterGroup } from '../../../knowledge/retrieval/letter-groups.ts';

const groupsOf = (text: string, language = 'en') => {
  const groups = new Set<number>();
  eachLetterGroup(text, language, (group) => groups.add(group));
  return groups;
};
const shared = (a: Set<number>, b: Set<number>) => [...a].filter((group) => b.has(group)).length / a.size;

describe('letter groups', () => {
  it('share most of a word with its other endings and its slips', () => {
    assert.ok(shared(groupsOf('leaking'), groupsOf('leaks')) > 0.25);
    assert.ok(shared(groupsOf('thermostat'), groupsOf('thermostt')) > 0.5);
    assert.equal(shared(groupsOf('leaking'), groupsOf('boiler')), 0);
  });

  it('find the parts of a compound', () => {
    assert.ok(shared(groupsOf('Heizung', 'de'), groupsOf('Warmwasserheizung', 'de')) >= 0.5);
  });

  it('read accents and capitals as the words do', () => {
    assert.deepEqual(groupsOf('TÜR'), groupsOf('tur'));
  });

  it('keep a word shorter than a group whole', () => {
    assert.equal(groupsOf('ac').size, 1);
    assert.equal(groupsOf('').size, 0);
  });

  it('cut Japanese into runs of one to three characters', () => {
    assert.equal(groupsOf('水漏れ', 'ja').size, 6);
  });
});
