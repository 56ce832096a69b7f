import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { fitLife, lifeCurve, type LifeModel, remainingLife } from '../../domain/iot/life/life.ts';
import { BadRuns, readRuns } from './run-file.ts';

const help = `fieldline life --history RUNS.jsonl [ASSETS.jsonl] [--cap N] [--seed K] [--every-cycle]

  Learns from assets that ran until they failed how many cycles are left to assets at work, and prints for each
  { "asset", "cycle", "remaining", "low", "high" }: the range holds the truth four times in five.

  Both files hold one cycle of one asset a line, in order: {"asset": "pump-7", "readings": {"vibration": 2.1, ...}}.
  An asset of RUNS.jsonl failed in its last cycle. ASSETS.jsonl is read from standard input when left out.

  --cap N         early in life nothing can be told: "N cycles or more"; 125 unless told
  --seed K        another seed, another model of about the same quality; 1 unless told
  --every-cycle   { "asset", "cycle", "remaining" } for each cycle by what was known at it
`;

/** `fieldline life`: answers the exit code (2: refused, with one line naming the place and the mend). */
export async function life(argv: readonly string[]): Promise<number> {
  try {
    const asked = readCommandLine(argv);
    await write(asked === null ? help : await answer(asked));
    return 0;
  } catch (error) {
    const isRefusal = error instanceof BadRuns || error instanceof RangeError || isUnreadable(error);
    if (!isRefusal) throw error;
    process.stderr.write(`fieldline life: ${error.message}\n`);
    return 2;
  }
}

interface Asked {
  readonly history: string;
  readonly assets: string | undefined;
  readonly cap: number;
  readonly seed: number;
  readonly everyCycle: boolean;
}

function readCommandLine(argv: readonly string[]): Asked | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      history: { type: 'string' },
      cap: { type: 'string', default: '125' },
      seed: { type: 'string', default: '1' },
      'every-cycle': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  if (values.history === undefined) throw new BadRuns('name the runs to failure: --history RUNS.jsonl');
  if (positionals.length > 1)
    throw new BadRuns(`one file of assets at a time; "${positionals[1]}" is one too many`);
  return {
    history: values.history,
    assets: positionals[0],
    cap: wholeNumber('cap', values.cap, 1),
    seed: wholeNumber('seed', values.seed, 0),
    everyCycle: values['every-cycle'],
  };
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= 1e6) return value;
  throw new BadRuns(`--${name} must be a whole number from ${least} to 1000000, not "${text}"`);
}

async function answer({ history, assets, cap, seed, everyCycle }: Asked): Promise<string> {
  const known = readRuns(readFileSync(history, 'utf8'), history);
  const given = assets === undefined ? await text(process.stdin) : readFileSync(assets, 'utf8');
  const asked = readRuns(given, assets ?? 'standard input', known.channels);
  const model = fitLife([...known.byAsset.values()], { seed, cap });
  const lines = [...asked.byAsset].flatMap(([asset, run]) =>
    everyCycle ? curveLines(model, asset, run) : [lineOf(model, asset, run)],
  );
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

function lineOf(model: LifeModel, asset: string, run: readonly (readonly number[])[]) {
  const { cycles, low, high } = remainingLife(model, run);
  return { asset, cycle: run.length, remaining: tenths(cycles), low: tenths(low), high: tenths(high) };
}

const curveLines = (model: LifeModel, asset: string, run: readonly (readonly number[])[]) =>
  lifeCurve(model, run).map((cycles, t) => ({ asset, cycle: t + 1, remaining: tenths(cycles) }));

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** Waits until it is out: the process ends right after. */
const write = (said: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(said, () => resolve()));

/** A file that is not there or may not be read, and options that are mistyped. */
const isUnreadable = (error: unknown): error is Error =>
  error instanceof Error &&
  /^(ENOENT|EACCES|EISDIR|ERR_PARSE_ARGS)/.test(String((error as NodeJS.ErrnoException).code));
