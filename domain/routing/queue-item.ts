import type { Stored } from '../stored.ts';
import type { Characteristic } from './characteristic.ts';

/** One thing waiting for an agent, with everything needed to explain why it is where it is. `id` is `case:<caseId>`. */
export interface QueueItem extends Stored {
  readonly caseId: string;
  readonly queueId: string;
  readonly state: 'waiting' | 'offered' | 'assigned' | 'removed';
  readonly priority: 'high' | 'normal' | 'low';
  readonly danger: boolean;
  readonly capacityUnits: number;
  readonly characteristics: readonly Characteristic[];
  readonly language: string;
  readonly enteredAt: Date;
  /** Offers ended without acceptance, by agent. */
  readonly declines: Readonly<Record<string, number>>;
  /** What routing decided and why, newest last; shown as "why here, why not me". */
  readonly trail: readonly { readonly at: string; readonly text: string }[];
}
