import type { Reason, ReasonCode } from '../model/plan.ts';
import type { Job } from '../model/problem.ts';
import type { Change, Relaxation } from './relaxation.ts';
import type { Words } from './words.ts';

const codes: Readonly<Record<Change['kind'], ReasonCode>> = {
  overtime: 'capacity',
  shorter: 'capacity',
  move: 'capacity',
  window: 'window',
  release: 'release',
  lock_start: 'lock',
  lock_resource: 'lock',
  skill: 'skill',
  restricted: 'restricted',
  must_choose: 'must_choose',
  parts: 'parts',
  tools: 'tools',
  max_jobs: 'max_jobs',
  max_duration: 'max_duration',
  after: 'after',
  together: 'together',
  leave_out: 'importance',
  none: 'importance',
};

/** Says a relaxation in words a dispatcher can act on. */
export function reasonOf(found: Relaxation, job: Job, words: Words): Reason {
  const who = words.who(found.resource, found.shift);
  const [text, relax] = told(found, { job, words, who, start: found.start, at: words.moment(found.start) });
  return { code: codes[found.change.kind], text, relax };
}

interface Telling {
  readonly job: Job;
  readonly words: Words;
  readonly who: string;
  readonly start: number;
  readonly at: string;
}

function told({ change }: Relaxation, telling: Telling): readonly [text: string, relax: string] {
  const { words, who, at } = telling;
  switch (change.kind) {
    case 'overtime':
      return [
        `the shift of ${who} is too short`,
        `${words.length(change.by)} overtime for technician ${who}, start at ${at}`,
      ];
    case 'shorter':
      return [
        `no gap of ${who} is long enough`,
        `freeing ${words.length(change.by)} on ${who}, or a visit shorter by that, start at ${at}`,
      ];
    case 'move':
      return [
        `${who} has no room while ${change.job} is there`,
        `moving ${change.job} to ${words.who(change.to, change.shift)}, then ${who} could start at ${at}`,
      ];
    case 'max_jobs':
      return [
        `${who} has as many jobs as a shift may have`,
        `${change.by} job more for ${who}, start at ${at}`,
      ];
    case 'max_duration':
      return [
        `the route of ${who} would take too long`,
        `a route longer by ${words.length(change.by)} for ${who}, start at ${at}`,
      ];
    case 'leave_out':
      return [
        `${who} has no room beside its other jobs`,
        `leaving out ${change.job} (importance ${change.importance}), then ${who} could start at ${at}`,
      ];
    case 'none':
      return ['there is room, but it does not pay or was not found', `${who} could start at ${at}`];
    case 'parts':
    case 'tools':
    case 'skill':
    case 'restricted':
    case 'must_choose':
    case 'lock_resource':
      return ofPerson(change, telling);
    default:
      return ofStart(change, telling);
  }
}

type PersonKind = 'parts' | 'tools' | 'skill' | 'restricted' | 'must_choose' | 'lock_resource';
type OfPerson = Extract<Change, { readonly kind: PersonKind }>;
type OfStart = Extract<Change, { readonly kind: 'window' | 'release' | 'lock_start' | 'after' | 'together' }>;

function ofPerson(change: OfPerson, { job, who, at }: Telling): readonly [string, string] {
  const then = `then ${who} could start at ${at}`;
  switch (change.kind) {
    case 'parts': {
      const asked = change.missing.map(([part, count]) => `${count} ${part} more`).join(' and ');
      return ['nobody who could come has the parts left', `${asked} for ${who}, start at ${at}`];
    }
    case 'tools':
      return [
        'nobody who could come has the tools',
        `${change.missing.join(' and ')} for ${who}, start at ${at}`,
      ];
    case 'skill': {
      const level = ({ asked, skill }: (typeof change.misfits)[number]) =>
        `${skill}${asked ? ` level ${asked}` : ''}`;
      const has = change.misfits.map((one) =>
        one.has === undefined ? `${who} has no ${one.skill}` : `${who} has ${one.skill} level ${one.has}`,
      );
      const less = change.misfits.map((one) =>
        one.has === undefined
          ? `without ${one.skill}`
          : `with ${one.skill} level ${one.has} instead of ${one.asked}`,
      );
      return [
        `${change.misfits.map(level).join(' and ')} is asked for, ${has.join(' and ')}`,
        `${less.join(' and ')}, ${who} could start at ${at}`,
      ];
    }
    case 'restricted':
      return [`${who} must not do it`, `allowing ${who}, ${then}`];
    case 'must_choose':
      return [`only ${job.mustChoose?.join(', ')} may do it and cannot`, `allowing ${who} too, ${then}`];
    case 'lock_resource':
      return [`it is locked to ${job.locked?.resource}, who cannot do it`, `locking it to ${who}, ${then}`];
  }
}

function ofStart(change: OfStart, { job, words, who, start, at }: Telling): readonly [string, string] {
  switch (change.kind) {
    case 'window':
      return [
        'nobody can come inside its windows',
        `${who} could start at ${at} instead of ${start > change.bound ? 'by' : 'from'} ${words.moment(change.bound)}`,
      ];
    case 'release':
      return [
        'it is released too late',
        `release earlier by ${words.length(change.by)}, ${who} could start at ${at}`,
      ];
    case 'lock_start':
      return [
        `nobody can start at ${words.moment(job.locked?.start ?? 0)}, as locked`,
        `${who} could start at ${at}`,
      ];
    case 'after': {
      const waits = change.waits.join(', ');
      return [
        change.isPlanned ? `${waits} ends too late for it` : `it waits for ${waits}, which is not planned`,
        `without waiting for ${waits}, ${who} could start at ${at}`,
      ];
    }
    case 'together':
      return [
        `it starts together with the others of ${change.group}, who cannot all come`,
        `without the others of ${change.group}, ${who} could start at ${at}`,
      ];
  }
}
