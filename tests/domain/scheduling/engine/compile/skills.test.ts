import assert from 'node:assert/strict';
import {
  hasSkills,
  isUnpreferred,
  refusalOf,
  surplusOf,
} from '../../../../../domain/scheduling/engine/compile/skills.ts';

const job = { id: 'j', location: 0, duration: 1 };
const one = { id: 't', start: 0, shifts: [[0, 9]] as const, skills: [{ id: 'gas', level: 3 }] };

describe('who may do a job', () => {
  it('needs every skill at its level', () => {
    assert.equal(hasSkills({ ...job, skills: [{ id: 'gas', level: 3 }] }, one), true);
    assert.equal(hasSkills({ ...job, skills: [{ id: 'gas', level: 4 }] }, one), false);
    assert.equal(refusalOf({ ...job, skills: [{ id: 'water' }] }, one), 'skill');
  });

  it('follows restrictions, choices and locks', () => {
    assert.equal(refusalOf({ ...job, restricted: ['t'] }, one), 'restricted');
    assert.equal(refusalOf({ ...job, mustChoose: ['x'] }, one), 'must_choose');
    assert.equal(refusalOf({ ...job, locked: { resource: 'x' } }, one), 'lock');
    assert.equal(refusalOf({ ...job, mustChoose: [] }, one), null);
  });

  it('counts levels beyond what is asked, and wishes not met', () => {
    assert.equal(surplusOf({ ...job, skills: [{ id: 'gas', level: 1 }] }, one), 2);
    assert.equal(surplusOf({ ...job, skills: [{ id: 'gas' }] }, one), 0);
    assert.deepEqual([isUnpreferred({ ...job, preferred: ['x'] }, one), isUnpreferred(job, one)], [1, 0]);
  });
});
