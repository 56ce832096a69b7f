import type { Problem } from '../../model/problem.ts';
import type { Legs, NodeTable, PairTable, SlotTable, StockTable } from '../model.ts';
import { isUnpreferred, refusalOf, surplusOf } from './skills.ts';

interface Given {
  readonly legs: Legs;
  readonly node: NodeTable;
  readonly slot: SlotTable;
  readonly stock: StockTable;
  /** Prices in units of leg cost. */
  readonly preferred: number;
  readonly levelSurplus: number;
  readonly stability: number;
  /** The slot that held the job in the earlier plan, by job; -1 when it had none. */
  readonly before: Int32Array;
}

/**
 * Lists for each job the slots that can take it alone, so that the search never looks at the others: with skills and
 * short windows most pairs go, and a mixed crew is cheaper to plan for than a uniform one.
 */
export function compilePairs(problem: Problem, given: Given): PairTable {
  const at = new Int32Array(problem.jobs.length + 1);
  const slots: number[] = [];
  const costs: number[] = [];
  const byResource = slotsByResource(given.slot);
  problem.jobs.forEach((job, row) => {
    problem.resources.forEach((one, resource) => {
      if (refusalOf(job, one) !== null) return;
      const fixed = given.preferred * isUnpreferred(job, one) + given.levelSurplus * surplusOf(job, one);
      for (const slot of byResource[resource] ?? []) {
        if (!fitsAlone(row, slot, given)) continue;
        const held = given.before[row]!;
        slots.push(slot);
        costs.push(fixed + (held < 0 || held === slot ? 0 : given.stability));
      }
    });
    at[row + 1] = slots.length;
  });
  return { at, slot: Int32Array.from(slots), cost: Float64Array.from(costs) };
}

function slotsByResource(slot: SlotTable): number[][] {
  const rows: number[][] = [];
  slot.resource.forEach((resource, index) => {
    rows[resource] = [...(rows[resource] ?? []), index];
  });
  return rows;
}

function fitsAlone(job: number, slot: number, { legs, node, slot: table, stock }: Given): boolean {
  if (table.maxJobs[slot]! < 1 || !isEquipped(job, slot, stock)) return false;
  const place = node.place[job]!;
  // A factor of the hour below 1 shortens ways, so nothing is known about times then.
  if (legs.profile !== null)
    return node.open[job]! <= table.latest[slot]! && node.close[job]! >= table.open[slot]!;
  const arrive = table.open[slot]! + legs.timeTo[place * legs.places + table.start[slot]!]!;
  const start = earliestIn(node, job, arrive);
  if (start < 0) return false;
  const back = start + node.service[job]! + legs.timeFrom[place * legs.places + table.end[slot]!]!;
  return back <= table.latest[slot]!;
}

function earliestIn(node: NodeTable, job: number, from: number): number {
  for (let row = node.windowAt[job]!; row < node.windowAt[job + 1]!; row++) {
    if (from <= node.windowClose[row]!) return Math.max(from, node.windowOpen[row]!);
  }
  return -1;
}

function isEquipped(job: number, slot: number, stock: StockTable): boolean {
  if (stock.depots > 0) return true;
  for (let kind = 0; kind < stock.kinds; kind++) {
    if (stock.need[job * stock.kinds + kind]! > stock.carried[slot * stock.kinds + kind]!) return false;
  }
  for (let word = 0; word < stock.words; word++) {
    const missing =
      stock.toolsNeeded[job * stock.words + word]! & ~stock.toolsCarried[slot * stock.words + word]!;
    if (missing !== 0) return false;
  }
  return true;
}
