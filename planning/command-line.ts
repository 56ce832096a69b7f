import { parseArgs } from 'node:util';
import { BadProblem } from './problem/bad-problem.ts';

/** What `fieldline schedule` was asked for. */
export interface Asked {
  readonly file: string;
  readonly seconds?: number;
  readonly iterations?: number;
  readonly threads: number;
  readonly seed: number;
  /** The earlier plan's file. */
  readonly plan?: string;
  readonly quiet: boolean;
}

/** What `fieldline schedule --help` prints. */
export const scheduleHelp = `fieldline schedule PROBLEM.json [--seconds S] [--threads N] [--seed K] [--iterations N] [--plan OLD.json] [--quiet]

  Plans technicians' routes and prints the plan as JSON; progress goes to standard error. PROBLEM.json may be - .

  --seconds S      wall time from the start of the process to the answer, reading included; 10 unless iterations are given
  --iterations N   ends after N trials of each thread; without --seconds the same file and seed give the same plan
  --threads N      searches on N threads that exchange their best plans; 1 unless told
  --seed K         another seed finds another plan of about the same quality; 1 unless told
  --plan OLD.json  an earlier answer to begin with; with the goal "stability" the new plan stays close to it
  --quiet          no progress

  Ctrl-C prints the best plan so far. The format is told in docs/scheduling.md.
`;

/** Reads the words after `schedule`; null when only help is wanted. Throws BadProblem with one clear line. */
export function readCommandLine(argv: readonly string[]): Asked | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      iterations: { type: 'string' },
      threads: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      plan: { type: 'string' },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (file === undefined) throw new BadProblem('name the problem, e.g. fieldline schedule problem.json');
  if (more.length > 0) throw new BadProblem(`one problem at a time; "${more[0]}" is one too many`);
  return {
    file,
    ...(values.seconds !== undefined && {
      seconds: numberOf('seconds', values.seconds, { least: 0, most: 1e6, whole: false }),
    }),
    ...(values.iterations !== undefined && {
      iterations: numberOf('iterations', values.iterations, { least: 0, most: 1e12, whole: true }),
    }),
    threads: numberOf('threads', values.threads, { least: 1, most: 64, whole: true }),
    seed: numberOf('seed', values.seed, { least: 0, most: 2 ** 32 - 1, whole: true }),
    ...(values.plan !== undefined && { plan: values.plan }),
    quiet: values.quiet,
  };
}

function numberOf(
  name: string,
  text: string,
  { least, most, whole }: { least: number; most: number; whole: boolean },
): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most && (!whole || Number.isInteger(value)))
    return value;
  throw new BadProblem(
    `--${name} takes a ${whole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}"`,
  );
}
