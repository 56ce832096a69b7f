import type { z } from 'zod';
import type { Verb } from '../cards/verbs.ts';
import type { StaffCard } from '../domain/messaging/post.ts';
import { Refused } from '../domain/refusals.ts';
import type { Unit } from '../domain/unit.ts';

/** What the person who pressed sees next: a card, newly drawn, or a line of text. */
export type Shown = { readonly card: StaffCard; readonly subjectId: string } | { readonly text: string };

/** The one handler of a verb: its input checked at this edge, its use case, and what is shown afterwards. */
export interface VerbHandler {
  readonly verb: Verb;
  readonly run: (unit: Unit, data: unknown) => Promise<Shown>;
}

/** Ties a verb to its checked input and its use case. Data that does not fit is refused before anything is loaded. */
export const on = <S extends z.ZodType>(
  verb: Verb,
  input: S,
  run: (unit: Unit, data: z.output<S>) => Promise<Shown>,
): VerbHandler => ({ verb, run: async (unit, data) => run(unit, parse(input, data)) });

function parse<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const read = schema.safeParse(data ?? {});
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Refused('input.invalid', {
    place: issue?.path.join('.') || 'data',
    problem: issue?.message ?? 'not readable',
  });
}
