import type { CasePriority } from '../cases/case.ts';
import type { ServiceLevel } from '../customers/customer.ts';
import type { Stored } from '../stored.ts';

export type KpiKind = 'first-response' | 'resolve';
export type KpiState = 'in-progress' | 'nearing' | 'paused' | 'succeeded' | 'noncompliant' | 'canceled';

/** What is promised to whom: the first SLA whose conditions match a case applies. */
export interface Sla extends Stored {
  readonly name: string;
  /** Smaller is tried first. */
  readonly order: number;
  readonly levels: readonly ServiceLevel[];
  readonly calendarId: string;
  readonly targets: readonly {
    readonly kind: KpiKind;
    readonly minutes: Readonly<Record<CasePriority, number>>;
    /** Share of the target after which the agent is warned, e.g. 0.75. */
    readonly warnAt: number;
  }[];
}

/** A stretch of working time that counted against a KPI. */
export interface KpiSegment {
  readonly from: string;
  readonly to: string;
  readonly workMs: number;
}

/** One promise about one case, as a clock that runs in business time. */
export interface KpiInstance extends Stored {
  readonly caseId: string;
  readonly slaId: string;
  readonly kind: KpiKind;
  readonly state: KpiState;
  readonly calendarId: string;
  readonly calendarVersion: number;
  readonly targetMs: number;
  readonly warnMs: number;
  /** Working time left of the target at `runningSince` (or while paused). */
  readonly leftMs: number;
  readonly runningSince: Date | null;
  readonly startedAt: Date;
  readonly warnAt: Date | null;
  readonly dueAt: Date | null;
  readonly warnedAt: Date | null;
  /** The true instant of the breach, however late the timer woke. */
  readonly breachedAt: Date | null;
  readonly endedAt: Date | null;
  readonly segments: readonly KpiSegment[];
}

/** `withdrawn`: nothing is left to decide, for the case was answered or has ended. */
export type EscalationState = 'pending' | 'approved' | 'declined' | 'snoozed' | 'withdrawn';

/**
 * A breached promise that a supervisor decides about. `id` is `escalation:<kpiId>`; other promises of the case that break
 * while it is open are part of it (late-promises.ts).
 */
export interface Escalation extends Stored {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly kpiId: string;
  readonly kind: KpiKind;
  readonly state: EscalationState;
  readonly breachedAt: Date;
  readonly supervisorId: string;
  readonly decidedById: string | null;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
  readonly snoozedUntil: Date | null;
  readonly assignedToId: string | null;
}
