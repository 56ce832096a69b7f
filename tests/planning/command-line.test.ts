import assert from 'node:assert/strict';
import { readCommandLine } from '../../planning/command-line.ts';

const refused: readonly (readonly [argv: readonly string[], line: RegExp])[] = [
  [[], /^name the problem, e\.g\. fieldline schedule problem\.json$/],
  [['a.json', 'b.json'], /^one problem at a time; "b\.json" is one too many$/],
  [['a.json', '--seconds', 'ten'], /^--seconds takes a number from 0 to 1000000, not "ten"$/],
  [['a.json', '--seconds', ''], /^--seconds takes a number/],
  [['a.json', '--threads', '0'], /^--threads takes a whole number from 1 to 64, not "0"$/],
  [['a.json', '--seed', '1.5'], /^--seed takes a whole number/],
  [['a.json', '--iterations=-1'], /^--iterations takes a whole number/],
  [['a.json', '--secnds', '5'], /Unknown option '--secnds'/],
];

describe('the words after "schedule"', () => {
  it('have defaults but for the file', () => {
    assert.deepEqual(readCommandLine(['p.json']), { file: 'p.json', threads: 1, seed: 1, quiet: false });
  });

  it('are read as numbers', () => {
    const asked = readCommandLine([
      'p.json',
      '--seconds',
      '2.5',
      '--threads=2',
      '--seed',
      '9',
      '--iterations',
      '50',
      '--plan',
      'old.json',
      '--quiet',
    ]);
    assert.deepEqual(asked, {
      file: 'p.json',
      seconds: 2.5,
      iterations: 50,
      threads: 2,
      seed: 9,
      plan: 'old.json',
      quiet: true,
    });
  });

  it('may ask for help alone', () => {
    assert.equal(readCommandLine(['--help']), null);
  });

  for (const [argv, line] of refused) {
    it(`are refused in one line: ${argv.join(' ') || 'nothing'}`, () => {
      assert.throws(() => readCommandLine(argv), { message: line });
    });
  }
});
