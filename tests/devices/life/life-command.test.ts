import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fieldline = fileURLToPath(new URL('../../../bin/fieldline', import.meta.url));
const life = (argv: readonly string[], input = '') =>
  spawnSync(fieldline, ['life', ...argv], { input, encoding: 'utf8' });

/** Cycles of an asset that wears out at `life`, as far as it has come. */
const cycles = (asset: string, life: number, until = life): string =>
  Array.from({ length: until }, (_, t) => {
    const wear = Math.exp((t - life) / 12);
    return JSON.stringify({
      asset,
      readings: { heat: 40 + 9 * wear + 0.1 * Math.sin(7 * t + life), hum: 1 + wear },
    });
  }).join('\n');

describe('fieldline life', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-life-'));
  const history = join(folder, 'runs.jsonl');
  writeFileSync(history, [50, 55, 60, 65, 70, 75, 80].map((end, i) => cycles(`old-${i}`, end)).join('\n'));
  after(() => rmSync(folder, { recursive: true }));

  it('prints what is left of each asset, with a range, from standard input or a file', () => {
    const input = `${cycles('a', 62, 54)}\n${cycles('b', 72, 20)}\n`;
    const { stdout, status } = life(['--history', history, '--cap', '30'], input);
    assert.equal(status, 0);
    const [a, b] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(a.asset, 'a');
    assert.equal(a.cycle, 54);
    assert.ok(Math.abs(a.remaining - 8) < 5, `${a.remaining} told, 8 left`);
    assert.ok(a.low <= a.remaining && a.remaining <= a.high);
    assert.ok(b.remaining > 22);
    writeFileSync(join(folder, 'assets.jsonl'), input);
    assert.equal(life(['--history', history, join(folder, 'assets.jsonl'), '--cap', '30']).stdout, stdout);
  });

  it('prints every cycle when asked', () => {
    const { stdout } = life(['--history', history, '--every-cycle'], cycles('a', 62, 54));
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ cycle }) => cycle),
      Array.from({ length: 54 }, (_, t) => t + 1),
    );
  });

  it('refuses what it cannot use with one line that names the place, and exit code 2', () => {
    const refusals: [readonly string[], string, RegExp][] = [
      [[], '', /name the runs to failure/],
      [['--history', join(folder, 'none')], '', /no such file/],
      [['--history', history], 'nonsense', /standard input line 1 is no JSON/],
      [['--history', history], '{"asset":"a","readings":{"heat":1}}', /line 1: asset "a" has no "hum"/],
      [['--history', history], '{"asset":"a","readings":{"heat":"hot"}}', /readings\.heat/],
      [['--history', history], '', /holds no cycle/],
      [['--history', history, '--cap', 'x'], '', /--cap must be a whole number/],
      [['--history', history, 'one', 'two'], '', /one too many/],
      [['--histroy', history], '', /Unknown option/],
    ];
    for (const [argv, input, said] of refusals) {
      const { stderr, stdout, status } = life(argv, input);
      assert.deepEqual([status, stdout], [2, ''], argv.join(' '));
      assert.match(stderr, said);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
  });

  it('needs some runs to learn from', () => {
    writeFileSync(join(folder, 'few.jsonl'), cycles('one', 40));
    assert.match(
      life(['--history', join(folder, 'few.jsonl')], cycles('a', 40, 9)).stderr,
      /5 runs to failure, not 1/,
    );
  });

  it('tells how it is used', () => {
    assert.match(life(['--help']).stdout, /^fieldline life --history/);
  });
});
