import type { Case } from '../cases/case.ts';
import type { Stored } from '../stored.ts';
import type { Unit } from '../unit.ts';
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

/** What stands in a queue for a case that has not been in one before. */
export async function newItem(unit: Unit, found: Case, queueId: string): Promise<QueueItem> {
  const conversation = found.conversationId ? await unit.conversations.find(found.conversationId) : undefined;
  const language = conversation?.language ?? (await unit.customers.get(found.customerId)).language;
  return {
    id: `case:${found.id}`,
    version: 0,
    unitId: found.unitId,
    caseId: found.id,
    queueId,
    state: 'waiting',
    priority: found.priority,
    danger: found.danger,
    capacityUnits: 1,
    characteristics: [],
    language,
    enteredAt: unit.now,
    declines: {},
    trail: [],
  };
}

/** After so long whoever was at work on the same queue at the same moment has finished. */
const recheckMs = 500;

/**
 * Makes an item wait, and has it looked at once more in a moment: an agent who came free in a change made at the very
 * same time saw no item here, and this change saw no free agent. The timer's duty is `expireOffer`.
 */
export function putInLine(unit: Unit, item: QueueItem): QueueItem {
  const dueAt = new Date(unit.now.getTime() + recheckMs);
  unit.startTimer({ kind: 'offer.expire', subjectId: item.id, dueAt });
  return unit.queueItems.save({ ...item, state: 'waiting' });
}

/** A trail longer than this loses its oldest entries: an item that bounces must not grow without end. */
const longest = 200;

const notePrefix = 'Note from ';
const assignedPrefix = 'Assigned to ';

/** The words of the entries that other code looks for later. */
export const trailWords = {
  waiting: 'Waiting: nobody who may take it is free.',
  allDeclined: 'Everybody who is there said no; a supervisor was told.',
  paged: 'Danger: a supervisor was paged.',
  note: (from: string, text: string): string => `${notePrefix}${from}: ${text}`,
  assigned: (to: string, why: string): string => `${assignedPrefix}${to}: ${why}.`,
} as const;

/** Writes down what routing just decided and why, so that nobody ever has to guess. */
export const withTrail = (item: QueueItem, at: Date, ...texts: readonly string[]): QueueItem => ({
  ...item,
  trail: [...item.trail, ...texts.map((text) => ({ at: at.toISOString(), text }))].slice(-longest),
});

/** Whether a thing has been written down since the item last had an owner: what is done once a wait is not repeated. */
export const saidThisWait = (item: QueueItem, text: string): boolean =>
  thisWait(item).some((entry) => entry === text);

/** The notes colleagues left for whoever takes the item next. */
export const notesForNext = (item: QueueItem): string[] =>
  thisWait(item).filter((text) => text.startsWith(notePrefix));

function thisWait(item: QueueItem): string[] {
  const texts = item.trail.map(({ text }) => text);
  return texts.slice(texts.findLastIndex((text) => text.startsWith(assignedPrefix)) + 1);
}
