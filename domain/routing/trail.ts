import type { QueueItem } from './queue-item.ts';

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
