import { createReadStream } from 'node:fs';
import { newWatch } from '../../domain/iot/detector/watching.ts';
import { BadInput } from './bad-input.ts';
import { type Asked, detectHelp, readCommandLine } from './command-line.ts';
import { Detection } from './detection.ts';
import { readState, writeState } from './state-file.ts';

/** `fieldline detect`: readings in, alerts or scores out; answers the exit code (2: refused, with one line). */
export async function detect(argv: readonly string[]): Promise<number> {
  try {
    const asked = readCommandLine(argv);
    if (asked === null) await write(detectHelp);
    else await run(asked);
    return 0;
  } catch (error) {
    if (isClosed(error)) return 0; // whoever read our lines has seen enough
    if (!isRefusal(error)) throw error;
    process.stderr.write(`fieldline detect: ${error.message}\n`);
    return 2;
  }
}

async function run({ state, everyScore, file }: Asked): Promise<void> {
  const watch = state === undefined ? newWatch() : readState(state);
  const detection = new Detection(watch, everyScore);
  const input = file === undefined ? process.stdin : createReadStream(file, { highWaterMark: 1 << 16 });
  const stopped = new AbortController();
  process.once('SIGINT', () => stopped.abort());
  process.once('SIGTERM', () => stopped.abort());
  stopped.signal.addEventListener('abort', () => input.destroy());
  try {
    for await (const piece of input) {
      for (const lines of detection.take(piece as Buffer)) await write(lines);
      if (stopped.signal.aborted) break;
    }
  } catch (error) {
    if (!stopped.signal.aborted) throw readable(error, file);
  }
  if (!stopped.signal.aborted) for (const lines of detection.end()) await write(lines);
  if (state !== undefined) writeState(state, watch);
}

const readable = (error: unknown, file: string | undefined): unknown =>
  file !== undefined && error instanceof Error && 'syscall' in error && !isClosed(error)
    ? new BadInput(`${file} cannot be read: ${error.message}`)
    : error;

/** Waits until the lines have left, so that a slow reader slows us down instead of filling our memory. */
const write = (text: string): Promise<void> =>
  new Promise((resolve, reject) =>
    process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
  );

const isClosed = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';

const isRefusal = (error: unknown): error is Error =>
  error instanceof BadInput ||
  (error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS'));
