import type { Reason, ReasonCode } from '../model/plan.ts';
import type { Job } from '../model/problem.ts';
import type { Day } from '../repair/day/day.ts';
import type { Change } from './relaxation.ts';
import type { Findings } from './relaxations.ts';

const verdicts: Readonly<Partial<Record<Change['kind'], readonly [ReasonCode, string]>>> = {
  skill: ['skill', 'the skills it asks for'],
  restricted: ['restricted', 'technicians it must not have'],
  must_choose: ['must_choose', 'the few technicians it may have'],
  lock_resource: ['lock', 'the technician it is locked to'],
  parts: ['parts', 'the parts it needs'],
  tools: ['tools', 'the tools it needs'],
  max_jobs: ['max_jobs', 'the most jobs a shift may have'],
  after: ['after', 'jobs it waits for, which are not planned'],
  together: ['together', 'others it starts with, who cannot all come'],
};

/** What stands most against a job that no single change would book. */
export function verdictOf(job: Job, { misfits }: Findings, day: Day): Reason {
  const { routes } = day;
  if (routes.length === 0) return { code: 'capacity', text: 'nobody has a shift' };
  if (isCutOff(job, day)) return { code: 'travel', text: 'no road leads to it from any technician' };
  const order = misfits.has('after') ? 'after' : misfits.has('together') ? 'together' : null;
  const worst = order ?? [...misfits].sort(([, one], [, other]) => other - one)[0]?.[0];
  const known = worst === undefined ? undefined : verdicts[worst];
  if (known === undefined)
    return { code: 'capacity', text: 'no technician has room, whatever single rule is relaxed' };
  const [code, what] = known;
  return { code, text: `${what} and other rules stand against it; no single change would do` };
}

function isCutOff(job: Job, { routes }: Day): boolean {
  const place = typeof job.location === 'number' ? job.location : -1;
  return routes.every(({ driven: { shift, ways } }) => ways.usual(shift.start, place) === Infinity);
}
