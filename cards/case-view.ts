import type { CasePriority, CaseStage, CaseState, ResolutionType } from '../domain/cases/case.ts';
import type { Tone } from './card.ts';
import type { DispatchChoices, TransferTargets } from './dialogs.ts';

/** Everything one person sees of a case; times are said already. */
export interface CaseView {
  readonly caseId: string;
  readonly number: string;
  readonly title: string;
  readonly state: CaseState;
  readonly stage: CaseStage;
  readonly priority: CasePriority;
  readonly danger: boolean;
  readonly queue: string | null;
  readonly customer: {
    readonly name: string;
    readonly account: string | null;
    readonly level: string;
    readonly site: string | null;
  };
  readonly owner: string | null;
  /** Whether the viewer has the case, and whether what the viewer types goes to it. */
  readonly isMine: boolean;
  readonly isFocused: boolean;
  /** Whether the viewer may hand it on though it is somebody else's: supervisors. */
  readonly mayTransfer: boolean;
  /** Whether there is a conversation to answer in. */
  readonly canReply: boolean;
  /** The promises, the most urgent first. */
  readonly clocks: readonly { readonly text: string; readonly tone: Tone }[];
  /** What colleagues left for whoever takes it. */
  readonly notes: readonly string[];
  /** The end of the talk, oldest first. */
  readonly messages: readonly {
    readonly who: string;
    readonly when: string;
    readonly text: string;
    /** Each with an address of our own that opens it. */
    readonly files?: readonly { readonly name: string; readonly url: string }[];
  }[];
  readonly suggestions: readonly {
    readonly articleId: string;
    readonly title: string;
    readonly passage: string;
    /** Only a public article may go to a customer. */
    readonly isPublic: boolean;
    /** From 0 to 1. */
    readonly confidence: number;
  }[];
  /** Visits and work orders, one line each; one that has no time yet can be given one. */
  readonly work: readonly {
    readonly text: string;
    readonly workOrderId: string;
    readonly isUnplanned: boolean;
  }[];
  /** A reply to start from, when one was asked for. */
  readonly draft: string | null;
  readonly summary: string | null;
  /** How it ended; without a type when it was cancelled. */
  readonly resolution: { readonly type: ResolutionType | null; readonly text: string } | null;
  /** 1 to 5, once the customer rated. */
  readonly rating: number | null;
  readonly choices: TransferTargets & DispatchChoices;
}

/** How much of each part is shown; the card takes the roomiest that fits. */
export interface Measure {
  readonly messages: number;
  readonly message: number;
  readonly passage: number;
  readonly long: number;
  readonly choices: number;
  readonly draft: number;
}
