import type { Job, Problem } from '../../model/problem.ts';

/** Which jobs wait for which, and which start together. */
export interface Links {
  /** Jobs that must have ended before this one starts; ids nobody has stay in, because they can never be met. */
  readonly before: (job: Job) => readonly string[];
  readonly after: (id: string) => readonly string[];
  /** The others of the job's group. */
  readonly mates: (job: Job) => readonly string[];
}

/** Reads order and groups from a problem. Jobs that are not in it may still name jobs that are. */
export function linksOf({ jobs }: Problem): Links {
  const after = new Map<string, string[]>();
  const groups = new Map<string, string[]>();
  for (const { id, after: waits, together } of jobs) {
    for (const before of waits ?? []) after.set(before, [...(after.get(before) ?? []), id]);
    if (together !== undefined) groups.set(together, [...(groups.get(together) ?? []), id]);
  }
  return {
    before: ({ after: waits }) => waits ?? none,
    after: (id) => after.get(id) ?? none,
    mates: ({ id, together }) =>
      together === undefined ? none : (groups.get(together) ?? none).filter((other) => other !== id),
  };
}

const none: readonly string[] = [];
