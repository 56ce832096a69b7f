import type { Instance } from './instance.ts';
import { numbersOf } from './instance.ts';

/** When each job becomes known, in the problem's unit; jobs known at the start are not in it. */
export type Disclosures = ReadonlyMap<string, number>;

/** Reads a list of customers and disclosure times (-1 = known at the start), Lackner's or Pillac's release dates. */
export function readDisclosures(text: string, scale: number): Disclosures {
  const rows = text
    .split(/\r?\n/)
    .filter((line) => /^\s*\d+\s+-?[\d.]+\s*$/.test(line))
    .map(numbersOf);
  const start = text.startsWith('#') ? 1 : 0; // the release dates say first how many are dynamic and static
  return new Map(
    rows
      .slice(start)
      .filter(([, at]) => at! >= 0)
      .map(([id, at]) => [`${id}`, Math.round(at! * scale)]),
  );
}

/**
 * The instance as somebody would plan it who knows all jobs beforehand, none of which can start before it is disclosed.
 * The reference value of the static instance does not hold for it.
 */
export function withReleases(instance: Instance, known: Disclosures, name: string): Instance {
  const { reference: _static, ...rest } = instance;
  return {
    ...rest,
    family: `${instance.family} with releases`,
    name,
    problem: {
      ...instance.problem,
      jobs: instance.problem.jobs.map((job) => {
        const release = known.get(job.id);
        return release === undefined ? job : { ...job, release };
      }),
    },
  };
}
