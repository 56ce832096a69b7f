import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MessageFile } from '../../domain/conversations/message.ts';
import { Refused } from '../../domain/refusals.ts';

/** Longest text of one message, in characters. */
const longestText = 8000;
/** Largest data of a pressed button, in characters of JSON. */
const largestValue = 16_000;

const channelData = z.object({
  clientActivityID: z.string().min(1).max(200).nullish(),
  postBack: z.boolean().nullish(),
});
const posted = z.object({
  type: z.enum(['message', 'typing', 'event'], { error: 'message, typing or event' }),
  name: z.string().nullish(),
  text: z
    .string()
    .max(longestText, `at most ${longestText.toLocaleString('en')} characters`)
    .nullish(),
  value: z.unknown().optional(),
  locale: z.string().nullish(),
  attachments: z.array(z.unknown()).nullish(),
  channelData: channelData.nullish(),
});

/** What a customer's page may say: nothing about who says it, for that is the token's. */
export interface Posted {
  readonly type: 'message' | 'typing' | 'event';
  readonly text: string;
  /** What a pressed button carries. */
  readonly value: unknown;
  readonly locale: string | null;
  /** The page's own id of the activity: the same one again is the same activity. */
  readonly clientActivityId: string | null;
  /** Pressed, not typed: clients do not show it. */
  readonly postBack: boolean;
}

/** Reads what a page posts. Of files it may say nothing here: they come by upload, for we fetch nothing from anywhere. */
export function readPosted(body: unknown, files: 'none' | 'by-upload' = 'none'): Posted {
  const read = posted.safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw wrong(issue?.path.join('.') || 'body', issue?.message ?? 'not readable');
  }
  const { type, name, text, value = null, locale, attachments, channelData: own } = read.data;
  if (type === 'event' && name !== 'webchat/join')
    throw wrong('name', 'the only event taken is webchat/join');
  if (files === 'none' && attachments?.length) throw wrong('attachments', 'send files to the upload address');
  if (value !== null && JSON.stringify(value).length > largestValue) throw wrong('value', 'it is too large');
  return {
    type,
    text: text ?? '',
    value,
    locale: locale ?? null,
    clientActivityId: own?.clientActivityID ?? null,
    postBack: own?.postBack ?? false,
  };
}

/** Refuses a message that says nothing. */
export function requireContent(said: Posted, files: readonly MessageFile[]): void {
  if (said.text.trim() === '' && said.value === null && files.length === 0)
    throw new Refused('message.empty');
}

/** The id of an activity, made of the key it is known by, so that a repeat gets the answer of the first. */
export const activityIdOf = (key: string): string =>
  `a-${createHash('sha256').update(key).digest('base64url').slice(0, 24)}`;

const wrong = (place: string, problem: string) =>
  new Refused('input.invalid', { place, problem: problem.replace(/\.$/, '') });
