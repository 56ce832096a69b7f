import type { Job, PlanResource, Problem, Skill, Window } from '../model/problem.ts';
import type { Misfit } from '../repair/day/fitness.ts';

/** One change of one kind of constraint, by the least amount, with which the job could be booked in the plan as it is. */
export type Change =
  | { readonly kind: 'overtime'; readonly by: number }
  | { readonly kind: 'window'; readonly by: number; readonly bound: number }
  | { readonly kind: 'release'; readonly by: number }
  | { readonly kind: 'lock_start'; readonly by: number }
  | { readonly kind: 'lock_resource' }
  | { readonly kind: 'skill'; readonly misfits: readonly Misfit[] }
  | { readonly kind: 'restricted' }
  | { readonly kind: 'must_choose' }
  | { readonly kind: 'parts'; readonly missing: readonly (readonly [part: string, count: number])[] }
  | { readonly kind: 'tools'; readonly missing: readonly string[] }
  | { readonly kind: 'max_jobs'; readonly by: number }
  | { readonly kind: 'max_duration'; readonly by: number }
  | { readonly kind: 'shorter'; readonly by: number }
  | { readonly kind: 'after'; readonly waits: readonly string[]; readonly isPlanned: boolean }
  | { readonly kind: 'together'; readonly group: string }
  | { readonly kind: 'move'; readonly job: string; readonly to: string; readonly shift: number }
  | { readonly kind: 'leave_out'; readonly job: string; readonly importance: number }
  | { readonly kind: 'none' };

/** A change and where it lets the job go. */
export interface Relaxation {
  readonly change: Change;
  readonly resource: string;
  readonly shift: number;
  /** When the job would start. */
  readonly start: number;
  /** How much it asks of people, in units of time: what small and large changes are compared by. */
  readonly effort: number;
}

/** Makes the change in the problem. Moving and leaving out other jobs changes the plan, not the problem. */
export function relaxed(problem: Problem, id: string, { change, resource, start }: Relaxation): Problem {
  const job = (edit: (one: Job) => Job): Problem => ({
    ...problem,
    jobs: problem.jobs.map((one) => (one.id === id ? edit(one) : one)),
  });
  const person = (edit: (one: PlanResource) => PlanResource): Problem => ({
    ...problem,
    resources: problem.resources.map((one) => (one.id === resource ? edit(one) : one)),
  });
  switch (change.kind) {
    case 'overtime':
      return person((one) => ({
        ...one,
        overtime: { price: one.overtime?.price ?? 0, max: (one.overtime?.max ?? 0) + change.by },
      }));
    case 'window':
      return job((one) => ({ ...one, windows: widened(one.windows ?? [], change.bound, start) }));
    case 'release':
      return job((one) => ({ ...one, release: (one.release ?? start) - change.by }));
    case 'lock_start':
      return job((one) => ({ ...one, locked: { ...one.locked, start } }));
    case 'lock_resource':
      return job((one) => ({ ...one, locked: { ...one.locked, resource } }));
    case 'skill':
      return job((one) => ({ ...one, skills: lowered(one.skills ?? [], change.misfits) }));
    case 'restricted':
      return job((one) => ({
        ...one,
        restricted: (one.restricted ?? []).filter((name) => name !== resource),
      }));
    case 'must_choose':
      return job((one) => ({ ...one, mustChoose: [...(one.mustChoose ?? []), resource] }));
    case 'parts':
      return person((one) => ({ ...one, parts: refilled(one.parts ?? {}, change.missing) }));
    case 'tools':
      return person((one) => ({ ...one, tools: [...(one.tools ?? []), ...change.missing] }));
    case 'max_jobs':
      return person((one) => ({ ...one, maxJobs: (one.maxJobs ?? 0) + change.by }));
    case 'max_duration':
      return person((one) => ({ ...one, maxDuration: (one.maxDuration ?? 0) + change.by }));
    case 'shorter':
      return job((one) => ({ ...one, duration: one.duration - change.by }));
    case 'after':
      return job((one) => ({
        ...one,
        after: (one.after ?? []).filter((other) => !change.waits.includes(other)),
      }));
    case 'together':
      return job(({ together: _, ...one }) => one);
    case 'move':
    case 'leave_out':
    case 'none':
      return problem;
  }
}

const widened = (windows: readonly Window[], bound: number, start: number): readonly Window[] =>
  windows.map(
    ([from, to]): Window =>
      to === bound && start > to ? [from, start] : from === bound && start < from ? [start, to] : [from, to],
  );

const lowered = (skills: readonly Skill[], misfits: readonly Misfit[]): readonly Skill[] =>
  skills.flatMap((one) => {
    const found = misfits.find(({ skill }) => skill === one.id);
    return found === undefined ? [one] : found.has === undefined ? [] : [{ id: one.id, level: found.has }];
  });

const refilled = (
  parts: Readonly<Record<string, number>>,
  missing: readonly (readonly [part: string, count: number])[],
): Readonly<Record<string, number>> => ({
  ...parts,
  ...Object.fromEntries(missing.map(([part, count]) => [part, (parts[part] ?? 0) + count])),
});
