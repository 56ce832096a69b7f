import type { Job } from '../model/problem.ts';

/** What happens in the course of a day. Times are the problem's. */
export type DayEvent =
  | { readonly kind: 'sick'; readonly resource: string; readonly from: number }
  | { readonly kind: 'late'; readonly resource: string; readonly until: number }
  | { readonly kind: 'overrun'; readonly job: string; readonly until: number }
  | { readonly kind: 'emergency'; readonly job: Job }
  | { readonly kind: 'cancelled'; readonly job: string };

/** The events of one repair, asked by whom they are about. */
export interface Happened {
  readonly sickFrom: ReadonlyMap<string, number>;
  readonly lateUntil: ReadonlyMap<string, number>;
  readonly overrunUntil: ReadonlyMap<string, number>;
  readonly cancelled: ReadonlySet<string>;
  readonly emergencies: readonly Job[];
}

/** Sorts events by kind. */
export function happened(events: readonly DayEvent[]): Happened {
  const of = <K extends DayEvent['kind']>(kind: K) =>
    events.filter((one): one is Extract<DayEvent, { kind: K }> => one.kind === kind);
  return {
    sickFrom: new Map(of('sick').map(({ resource, from }) => [resource, from])),
    lateUntil: new Map(of('late').map(({ resource, until }) => [resource, until])),
    overrunUntil: new Map(of('overrun').map(({ job, until }) => [job, until])),
    cancelled: new Set(of('cancelled').map(({ job }) => job)),
    emergencies: of('emergency').map(({ job }) => job),
  };
}
