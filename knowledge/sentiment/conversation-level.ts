import { cuts, type Level, levels, rankOf } from './levels.ts';

/** A message as far as the mood of its conversation goes. */
export interface Heard {
  readonly isCustomer: boolean;
  /** -4 to 4, as `sentimentOf` tells. */
  readonly valence: number;
}

/** Older messages say less about how the customer feels now. */
const fade = 0.7;
const remembered = 6;
/** Half a level beyond either end: the way back to the level before is then one whole level long. */
const slack = 0.5;

/**
 * How the customer of a conversation feels: the mean of the last six customer messages, the newest counting most. With
 * the level before, the level changes only once the mean has left that level's band by half a level, so that a mood on
 * a boundary does not alert again and again. Undefined before the customer has said anything.
 */
export function conversationLevel(messages: readonly Heard[], before?: Level): Level | undefined {
  const heard = messages.filter(({ isCustomer }) => isCustomer).slice(-remembered);
  if (heard.length === 0) return undefined;
  let sum = 0;
  let weights = 0;
  for (const [age, { valence }] of heard.toReversed().entries()) {
    const weight = fade ** age;
    sum += weight * valence;
    weights += weight;
  }
  const mean = sum / weights;
  const rank = before === undefined ? -1 : levels.indexOf(before);
  const low = cuts[rank - 1] ?? Number.NEGATIVE_INFINITY;
  const high = cuts[rank] ?? Number.POSITIVE_INFINITY;
  if (before !== undefined && mean > low - slack && mean <= high + slack) return before;
  return levels[rankOf(mean)];
}
