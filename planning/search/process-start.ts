import { readFileSync } from 'node:fs';

/** The kernel's ticks in a second, as `getconf CLK_TCK` says on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** Milliseconds of a clock that never jumps and that all threads of the process agree on. */
export const monotonicNow = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * When this process began, on that clock; the shell that started Node is included where the kernel tells (Linux): a
 * promised answer "within S seconds" counts from there, not from the first line of this program.
 */
export function processStartedAt(): number {
  const known = performance.now();
  return monotonicNow() - Math.max(known, ageByKernel(known));
}

function ageByKernel(known: number): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The second field is the name in brackets, which may hold blanks; the 22nd is the start after boot in ticks.
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    const upSeconds = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    const age = (upSeconds - ticks / ticksPerSecond) * 1000;
    // A script that lived long before it became this program must not eat the budget.
    return age - known < 1_000 ? age : known;
  } catch {
    return known;
  }
}
