import type { Job, Problem } from '../../model/problem.ts';
import type { GroupTable, GroupUnit } from '../model.ts';

/** Finds which jobs are bound to each other, by `together` or through chains of `after`, and in which order they go. */
export function compileGroups(problem: Problem): GroupTable {
  const { jobs } = problem;
  const index = new Map(jobs.map(({ id }, row) => [id, row]));
  const unitOf = unitsOf(jobs);
  const before = jobs.map(({ after }) => (after ?? []).flatMap((id) => index.get(id) ?? []));
  const of = new Int32Array(jobs.length).fill(-1);
  const groups = connected(jobs.length, unitOf, before)
    .filter((members) => members.length > 1)
    .map((members) => inOrder(members, unitOf, before));
  groups.forEach(({ members }, group) => {
    for (const job of members) of[job] = group;
  });
  return { of, groups };
}

// The first job of each unit stands for it: jobs of one `together` are one unit, others are their own.
function unitsOf(jobs: readonly Job[]): Int32Array {
  const first = new Map<string, number>();
  return Int32Array.from(jobs, ({ together }, row) => {
    if (together === undefined) return row;
    const found = first.get(together) ?? row;
    first.set(together, found);
    return found;
  });
}

function connected(count: number, unitOf: Int32Array, before: readonly (readonly number[])[]): number[][] {
  const parent = Int32Array.from({ length: count }, (_, row) => row);
  const root = (row: number): number => {
    let at = row;
    while (parent[at] !== at) at = parent[at]!;
    return at;
  };
  for (let row = 0; row < count; row++) {
    for (const other of [unitOf[row]!, ...before[row]!]) parent[root(other)] = root(row);
  }
  const gathered = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const members = gathered.get(root(row));
    if (members === undefined) gathered.set(root(row), [row]);
    else members.push(row);
  }
  return [...gathered.values()];
}

/** Units of a group so that each comes after those it waits for; units in a circle can never be planned and are left. */
function inOrder(members: readonly number[], unitOf: Int32Array, before: readonly (readonly number[])[]) {
  const heads = [...new Set(members.map((job) => unitOf[job]!))];
  let waiting = heads.map((head): GroupUnit => {
    const jobs = members.filter((job) => unitOf[job] === head);
    return {
      jobs: Int32Array.from(jobs),
      before: Int32Array.from(new Set(jobs.flatMap((job) => before[job]!))),
    };
  });
  const units: GroupUnit[] = [];
  const done = new Set<number>();
  for (let isMoving = true; isMoving; ) {
    const ready = waiting.filter((unit) => unit.before.every((job) => done.has(job)));
    isMoving = ready.length > 0;
    for (const unit of ready) {
      units.push(unit);
      for (const job of unit.jobs) done.add(job);
    }
    waiting = waiting.filter((unit) => !ready.includes(unit));
  }
  return { members: Int32Array.from(members), units };
}
