import type { Actor } from '../../domain/people/actor.ts';

/** A task module: its title and the card with its inputs, whose submit carries the verb. */
export interface Dialog {
  readonly title: string;
  readonly card: object;
}

/** Draws the dialog of a verb for the thing its button stands on; undefined where the verb has none. */
export type DrawDialog = (actor: Actor, verb: string, data: unknown) => Promise<Dialog | undefined>;
