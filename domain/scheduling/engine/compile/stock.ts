import type { Problem } from '../../model/problem.ts';
import type { StockTable } from '../model.ts';
import type { SlotEntry } from './slots.ts';

/** Parts that any job asks for become columns, tools become bits; what nobody asks for is left out. */
export function compileStock(problem: Problem, entries: readonly SlotEntry[]): StockTable {
  const parts = [...new Set(problem.jobs.flatMap(({ parts: asked }) => Object.keys(asked ?? {})))];
  const tools = [...new Set(problem.jobs.flatMap(({ tools: asked }) => asked ?? []))];
  const words = Math.ceil(tools.length / 31);
  const counted = (held: readonly (Readonly<Record<string, number>> | undefined)[]) =>
    Int32Array.from(held.flatMap((one) => parts.map((part) => one?.[part] ?? 0)));
  const marked = (held: readonly (readonly string[] | undefined)[]) => {
    const bits = new Int32Array(held.length * words);
    held.forEach((list, row) => {
      for (const tool of list ?? []) {
        const bit = tools.indexOf(tool);
        if (bit >= 0) bits[row * words + Math.floor(bit / 31)]! |= 1 << (bit % 31);
      }
    });
    return bits;
  };
  return {
    kinds: parts.length,
    need: counted(problem.jobs.map((job) => job.parts)),
    carried: counted(entries.map(({ resource }) => problem.resources[resource]?.parts)),
    words,
    toolsNeeded: marked(problem.jobs.map((job) => job.tools)),
    toolsCarried: marked(entries.map(({ resource }) => problem.resources[resource]?.tools)),
    depots: problem.depots?.length ?? 0,
  };
}
