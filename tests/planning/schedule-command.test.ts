import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check } from '../../bench/scheduling/checker.ts';
import type { Plan } from '../../domain/scheduling/model/plan.ts';
import { aProblem } from '../fixtures/scheduling/problems.ts';

const fieldline = fileURLToPath(new URL('../../bin/fieldline', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** Runs `fieldline schedule` as a user would; `meanwhile` may send it a signal. */
function schedule(
  argv: readonly string[],
  meanwhile: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const begun = performance.now();
  const child = spawn(fieldline, ['schedule', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += text));
  child.stderr.on('data', (text) => (said.err += text));
  meanwhile(child);
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, ...said, seconds: (performance.now() - begun) / 1000 })),
  );
}

describe('fieldline schedule', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-schedule-'));
  const file = join(folder, 'problem.json');
  const problem = aProblem({
    seed: 3,
    jobs: 40,
    people: 4,
    has: new Set(['windows', 'skills', 'parts', 'asymmetric']),
  });
  writeFileSync(file, JSON.stringify(problem));
  after(() => rmSync(folder, { recursive: true }));

  it('prints a plan that keeps every rule, as JSON and nothing else, within its seconds', async () => {
    const { code, out, seconds } = await schedule([file, '--seconds', '1.2']);
    assert.equal(code, 0);
    const plan = JSON.parse(out) as Plan & { seconds: number; cpuSeconds: number };
    assert.deepEqual(check(problem, plan).violations, []);
    assert.deepEqual(Object.keys(plan).sort(), [
      'cost',
      'cpuSeconds',
      'iterations',
      'routes',
      'seconds',
      'seed',
      'unassigned',
    ]);
    assert.ok(seconds > 1 && seconds < 1.2 + 0.6, `${seconds} s`); // tests share the machine; benches hold it to 0.1 s
    assert.ok(plan.seconds <= 1.25 && plan.cpuSeconds > 0, JSON.stringify([plan.seconds, plan.cpuSeconds]));
  });

  it('plans the same twice for the same seed and iterations', async () => {
    const argv = [file, '--iterations', '2000', '--seed', '4', '--quiet'];
    const [one, other] = [await schedule(argv), await schedule(argv)].map(({ out }) => JSON.parse(out));
    assert.deepEqual(one.routes, other.routes);
    assert.deepEqual([one.seed, one.iterations, other.iterations], [4, 2000, 2000]);
  });

  it('tells of its progress on standard error, and not when it is to be quiet', async () => {
    const told = await schedule([file, '--seconds', '0.8']);
    assert.match(told.err, /^\d\.\d s {2}cost [\d,]+ {2}[\d,]+ iterations\n/);
    assert.equal((await schedule([file, '--iterations', '100', '--quiet'])).err, '');
  });

  it('prints the best plan so far on Ctrl-C', async () => {
    const { code, out, seconds } = await schedule([file, '--seconds', '30'], (child) =>
      child.stderr?.once('data', () => child.kill('SIGINT')),
    );
    assert.equal(code, 0);
    assert.ok(seconds < 5, `${seconds} s`);
    assert.equal(JSON.parse(out).routes.length > 0, true);
  });

  it('begins with an earlier plan', async () => {
    const old = join(folder, 'old.json');
    const { out } = await schedule([file, '--iterations', '20000', '--quiet']);
    writeFileSync(old, out);
    const again = JSON.parse((await schedule([file, '--iterations', '0', '--plan', old, '--quiet'])).out);
    assert.deepEqual(again.cost, JSON.parse(readFileSync(old, 'utf8')).cost);
  });

  it('refuses with one line and exit code 2', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify({ ...problem, jobs: [{ ...problem.jobs[0], windows: [[480, 120]] }] }));
    const refused = await schedule([bad]);
    assert.deepEqual([refused.code, refused.out], [2, '']);
    assert.equal(
      refused.err,
      'fieldline schedule: job j1: windows[0] ends before it starts (480 > 120); swap its bounds\n',
    );
    assert.match(
      (await schedule([file, '--secnds', '3'])).err,
      /^fieldline schedule: Unknown option '--secnds'/,
    );
    assert.match(
      (await schedule([join(folder, 'none.json')])).err,
      /^fieldline schedule: .*none\.json cannot be read \(ENOENT\)\n$/,
    );
  });

  it('prints its help', async () => {
    const { code, out } = await schedule(['--help']);
    assert.equal(code, 0);
    assert.match(out, /^fieldline schedule PROBLEM\.json \[--seconds S\]/);
  });
});
