import type { Stored } from '../stored.ts';

/** The cards staff see; each is rendered from present data whenever it is sent or updated. */
export type StaffCard =
  | 'offer'
  | 'case'
  | 'escalation'
  | 'booking'
  | 'notice'
  | 'slots'
  | 'home'
  | 'article'
  | 'alert'
  | 'device'
  | 'command';

/**
 * Something shown to a member of staff, in Teams and at /desk alike. A card is posted once per (person, card, subject)
 * and updated in place: its `id` is `<personId>:<card>:<subjectId>`.
 */
export interface Post extends Stored {
  readonly personId: string;
  readonly kind: 'text' | 'card';
  readonly author: 'bot' | 'person';
  readonly card: StaffCard | null;
  readonly subjectId: string | null;
  readonly caseId: string | null;
  readonly text: string;
  /** A reply proposed on the card, until it is sent; and the summary asked for. */
  readonly draft: string | null;
  readonly summary: string | null;
  /** Raised at each change. While it is above `sentRevision`, one send is on its way and will show the newest. */
  readonly revision: number;
  /** Id of the activity in Teams once sent: later revisions update it. */
  readonly activityId: string | null;
  readonly sentRevision: number;
  readonly at: Date;
  readonly updatedAt: Date;
}
