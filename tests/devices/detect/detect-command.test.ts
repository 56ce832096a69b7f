import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { series } from '../../fixtures/iot/series.ts';

const entry = [join(import.meta.dirname, '../../../main.ts'), 'detect'];
const run = (words: readonly string[], input: string) =>
  spawnSync(process.execPath, [...entry, ...words], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
const lines = [...series({ days: 17, change: (value, days) => (days > 16 ? value + 6 : value) })].map(
  ({ at, value }) => `{"device":"pump-7","channel":"flow","at":${at},"value":${value.toFixed(3)}}\n`,
);

describe('fieldline detect', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'detect-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('prints alerts and ends with 0, from standard input and from a file', () => {
    const file = join(folder, 'readings.ndjson');
    writeFileSync(file, lines.join(''));
    const piped = run([], lines.join(''));
    assert.equal(piped.status, 0, piped.stderr);
    assert.match(piped.stdout, /"state":"raised"/);
    assert.equal(run([file], '').stdout, piped.stdout);
  });

  it('goes on exactly where the run before stopped', () => {
    const state = join(folder, 'state');
    const whole = run(['--every-score'], lines.join('')).stdout;
    const parts = [lines.slice(0, 900), lines.slice(900, 2320), lines.slice(2320)].map(
      (part) => run(['--every-score', '--state', state], part.join('')).stdout,
    );
    assert.equal(parts.join(''), whole);
  });

  it('answers each line at once', async () => {
    const child = spawn(process.execPath, [...entry, '--every-score'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      for (const line of lines.slice(0, 3)) {
        child.stdin.write(line);
        const answer = await new Promise<string>((resolve) =>
          child.stdout.once('data', (bytes) => resolve(String(bytes))),
        );
        assert.equal(JSON.parse(answer).at, JSON.parse(line).at);
      }
    } finally {
      child.kill();
    }
  });

  it('refuses with 2 and one line: bad input, bad words, a damaged or foreign state', () => {
    const state = join(folder, 'state');
    assert.equal(run(['--state', state], lines.slice(0, 200).join('')).status, 0);
    const kept = readFileSync(state);
    const damaged = join(folder, 'damaged');
    writeFileSync(
      damaged,
      Buffer.concat([kept.subarray(0, kept.length - 1), Buffer.from([kept.at(-1)! ^ 1])]),
    );
    const foreign = join(folder, 'foreign');
    writeFileSync(foreign, 'a letter');
    const refused: [string[], string, RegExp][] = [
      [[], `${lines[0]}{"device":1}\n`, /^fieldline detect: line 2: /],
      [['--loud'], '', /^fieldline detect: .*--loud/],
      [['one', 'two'], '', /"two" is one too many/],
      [[join(folder, 'nothing')], '', /cannot be read/],
      [['--state', damaged], '', /damaged; remove it/],
      [['--state', foreign], '', /no state of fieldline detect/],
    ];
    for (const [words, input, told] of refused) {
      const { status, stdout, stderr } = run(words, input);
      assert.equal(status, 2, stderr);
      assert.match(stderr, told);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
      assert.equal(stdout, '');
    }
    assert.equal(run(['--state', state], 'nonsense\n').status, 2);
    assert.deepEqual(readFileSync(state), kept, 'a refused run changed the state');
  });

  it('tells what it takes', () => {
    const { status, stdout } = run(['--help'], '');
    assert.equal(status, 0);
    for (const word of ['--state', '--every-score', 'tick', 'epoch']) assert.ok(stdout.includes(word), word);
  });
}).timeout(60_000);
