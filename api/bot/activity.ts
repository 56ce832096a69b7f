import { z } from 'zod';
import { Refused } from '../../domain/refusals.ts';

const word = z.string().min(1, 'a non-empty text').max(2000, 'at most 2000 characters');
const words = z.string().nullish();
const party = z.looseObject({ id: word, name: words });
const thing = z.looseObject({});

/** A mention is looked up and taken out of the text by the SDK, which believes it whole. */
const entity = z.union([
  z.looseObject({
    type: z.string().regex(/^mention$/i),
    mentioned: z.looseObject({ id: z.string() }),
    text: z.string(),
  }),
  z.looseObject({ type: z.string().refine((type) => type.toLowerCase() !== 'mention') }),
]);

/** The fields that the SDK and our turns read without looking twice; everything else passes as it came. */
const activity = z.looseObject({
  type: word,
  channelId: word,
  serviceUrl: word,
  conversation: party.extend({ conversationType: words, tenantId: words }),
  from: party.extend({ aadObjectId: words }),
  recipient: party,
  id: words,
  name: words,
  text: words,
  locale: words,
  replyToId: words,
  attachments: z.array(z.looseObject({ contentType: words, contentUrl: words, name: words })).nullish(),
  entities: z.array(entity).nullish(),
  membersAdded: z.array(thing).nullish(),
  membersRemoved: z.array(thing).nullish(),
  reactionsAdded: z.array(thing).nullish(),
  reactionsRemoved: z.array(thing).nullish(),
  channelData: thing.nullish(),
});

/** What an invoke carries, as far as the SDK takes it apart. */
const invoked = z
  .looseObject({
    parameters: z.array(thing).nullish(),
    action: thing.nullish(),
    data: z.unknown().optional(),
  })
  .nullish();

/** An activity that passed the gate: plain JSON, with the fields everything behind relies on checked. */
export type AdmittedActivity = z.output<typeof activity>;

/**
 * Checks an activity once, at the edge: one that would make its turn fail is refused here with 400, for in the inbox it
 * would be tried again and again and hold its conversation up. Null is how JSON says that a field is not there.
 */
export function readActivity(body: unknown): AdmittedActivity {
  const whole = checked(activity, body, '');
  if (whole.type === 'invoke') checked(invoked, whole.value, 'value');
  const given = Object.entries(whole).filter(([, value]) => value !== null);
  const read = Object.fromEntries(given) as AdmittedActivity;
  return read.type === 'message' ? { ...read, text: read.text ?? '' } : read;
}

function checked<S extends z.ZodType>(schema: S, value: unknown, at: string): z.output<S> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const place = [at, ...(issue?.path ?? [])].filter((part) => part !== '').join('.');
  throw new Refused('input.invalid', { place: place || 'body', problem: issue?.message ?? 'not readable' });
}
