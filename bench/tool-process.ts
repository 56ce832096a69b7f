import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** A tool that runs beside us, with all it starts. */
export interface ToolProcess {
  /** How it ended: 0 when it was stopped. */
  readonly ended: Promise<number>;
  /** Ends it and everything it started; resolves once all of it has ended or was killed. */
  stop(): Promise<void>;
}

const graceMs = 2_000;
const isWindows = process.platform === 'win32';

/**
 * Starts a tool as the head of a process group of its own, for npx does not hand a signal on to what it runs: the group
 * is told to end, and what has not ended within two seconds is killed.
 */
export function startTool(command: string, args: readonly string[], options: SpawnOptions): ToolProcess {
  const child = spawn(command, args, { ...options, shell: isWindows, detached: !isWindows });
  let isStopped = false;
  const ended = new Promise<number>((end) => {
    child.once('error', () => end(1));
    child.once('exit', (code) => end(isStopped ? 0 : (code ?? 1)));
  });
  const stop = async () => {
    isStopped = true;
    const by = Date.now() + graceMs;
    signal(child, 'SIGTERM');
    while (signal(child, 0) && Date.now() < by) await new Promise((wait) => setTimeout(wait, 50));
    signal(child, 'SIGKILL');
    await ended;
  };
  return { ended, stop };
}

/** Signals the whole group; answers whether anything of it is left. */
function signal(child: ChildProcess, name: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return isWindows ? child.kill(name) : process.kill(-child.pid, name);
  } catch {
    return false; // nothing of it is left
  }
}
