import type { Problem } from '../domain/scheduling/model/problem.ts';
import type { Asked } from './command-line.ts';
import { readCommandLine, scheduleHelp } from './command-line.ts';
import { type Answer, planLocated, type Progress } from './plan.ts';
import { checkSeed } from './plan-file.ts';
import { BadProblem } from './problem/bad-problem.ts';
import { type LocatedProblem, locate } from './problem/locate.ts';
import { locateByProvider } from './problem/locate-by-provider.ts';
import { checkProblem, readJson } from './problem/problem-file.ts';
import { processStartedAt } from './search/process-start.ts';
import { startThreads } from './search/threads.ts';
import { BadTravelSettings, readTravelSettings } from './travel/settings.ts';
import { travelFrom } from './travel/travel-from.ts';

/** Milliseconds kept for writing the answer and leaving: for any problem, and for each of its jobs. */
const reserve = { always: 10, job: 0.025 };

/** `fieldline schedule`: reads a problem, plans it, prints the plan; answers the exit code (2: refused, with one line). */
export async function schedule(argv: readonly string[]): Promise<number> {
  try {
    const asked = readCommandLine(argv);
    if (asked === null) process.stdout.write(scheduleHelp);
    else await write(`${JSON.stringify(await answer(asked))}\n`);
    return 0;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    warn(error.message.replace(/\s+/g, ' ')); // a wrong option is told in several lines
    return 2;
  }
}

async function answer(asked: Asked): Promise<Answer> {
  const pool = startThreads(asked.threads); // they load the engine while the file is read
  const problem = checkProblem(readJson(asked.file));
  const start = asked.plan === undefined ? undefined : checkSeed(readJson(asked.plan), problem, warn);
  const located = await locateAsSet(problem);
  const stopped = new AbortController();
  process.once('SIGINT', () => {
    process.once('SIGINT', () => process.exit(130));
    stopped.abort();
  });
  return planLocated(located, {
    ...(asked.seconds !== undefined && { seconds: asked.seconds }),
    ...(asked.iterations !== undefined && { iterations: asked.iterations }),
    threads: asked.threads,
    seed: asked.seed,
    pool,
    ...(start && { start }),
    signal: stopped.signal,
    from: { wall: processStartedAt(), cpu: 0 },
    reserve: reserve.always + reserve.job * problem.jobs.length,
    ...(!asked.quiet && { onProgress: progressLines() }),
  });
}

const warn = (line: string): void => void process.stderr.write(`fieldline schedule: ${line}\n`);

/** By the routing service of this installation, where one is set and the problem brings no matrix. */
async function locateAsSet(problem: Problem): Promise<LocatedProblem> {
  const settings = readTravelSettings(process.env);
  if (settings.provider === 'embedded' || problem.travel !== undefined) return locate(problem);
  const provider = travelFrom(settings, { zone: 'UTC' }); // no instant of departure is asked for
  return locateByProvider(problem, {
    provider,
    warn,
  });
}

/** Writes a line of progress to standard error, each second at most. */
function progressLines(): (progress: Progress) => void {
  let next = 0;
  return ({ seconds, cost, iterations }) => {
    if (seconds < next) return;
    next = Math.floor(seconds) + 1;
    process.stderr.write(
      `${seconds.toFixed(1)} s  cost ${cost.toLocaleString('en-GB', { maximumFractionDigits: 0 })}  ${iterations.toLocaleString('en-GB')} iterations\n`,
    );
  };
}

/** Waits until all of it has left, so that the process may end at once. */
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );

const isRefusal = (error: unknown): error is Error =>
  error instanceof BadProblem ||
  error instanceof BadTravelSettings ||
  (error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS'));
