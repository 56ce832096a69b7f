import { z } from 'zod';
import type { Declared } from '../http/route.ts';

/** A way in that is mounted apart from the table of routes, with the chat's own token or none. */
export type ChatOperation = Declared & {
  readonly how: 'chat';
  /** What the body is when it is not JSON. */
  readonly bodyType?: string;
};

const token = z.object({ conversationId: z.string(), token: z.string(), expires_in: z.int() });
const conversation = token.extend({ streamUrl: z.string().describe('Where the socket of the chat opens') });
const activity = z.record(z.string(), z.unknown()).describe('An activity of Bot Framework');
const user = z.object({ id: z.string(), name: z.string().nullish() });
const given = z.object({ id: z.string() });
const ofOne = { params: z.object({ id: z.string().describe("The conversation's id") }) };
const watermark = z.object({ watermark: z.string().optional().describe('Only what came after it') });

const operation = (
  declared: Omit<ChatOperation, 'how' | 'tag' | 'roles'> & Partial<Pick<Declared, 'roles'>>,
): ChatOperation => ({ how: 'chat', tag: 'Web chat', roles: 'signed-in', ...declared });

const directLine = '/v3/directline';

/** What web chats speak: the page's token, and our own server of the Direct Line 3.0 protocol. */
export const chatOperations: readonly ChatOperation[] = [
  operation({
    method: 'post',
    path: '/api/web-chat/token',
    operationId: 'getWebChatToken',
    summary:
      "A token for a page to chat with: of an anonymous visitor, of whom the site's signed identity names, or of the chat that goes on",
    roles: 'anyone',
    body: z.object({
      token: z.string().nullish().describe('An earlier token, up to 30 days old'),
      identity: z
        .string()
        .nullish()
        .describe("A JWT (HS256) with sub, exp and name, signed with the site's key"),
      user: user.nullish().describe('Believed in demo mode on this machine only'),
    }),
    answer: token.extend({ user }),
  }),
  operation({
    method: 'post',
    path: `${directLine}/tokens/generate`,
    operationId: 'generateChatToken',
    summary: "A token for one of the site's customers; the bearer is the site's key",
    body: z.object({ user: user.partial().nullish() }),
    answer: token,
  }),
  operation({
    method: 'post',
    path: `${directLine}/tokens/refresh`,
    operationId: 'refreshChatToken',
    summary: 'A fresh token for the same chat',
    answer: token,
  }),
  operation({
    method: 'post',
    path: `${directLine}/conversations`,
    operationId: 'startChat',
    summary: 'Begins the chat of the token, or comes back to it (200)',
    status: 201,
    body: z.object({ locale: z.string().nullish() }),
    answer: conversation,
  }),
  operation({
    method: 'get',
    path: `${directLine}/conversations/:id`,
    operationId: 'resumeChat',
    summary: 'Comes back to a chat; the new socket replays what came after the watermark',
    ...ofOne,
    query: watermark,
    answer: conversation,
  }),
  operation({
    method: 'get',
    path: `${directLine}/conversations/:id/activities`,
    operationId: 'readChat',
    summary: 'What a chat shows, oldest first, up to 100 at once',
    ...ofOne,
    query: watermark,
    answer: z.object({ activities: z.array(activity), watermark: z.string() }),
  }),
  operation({
    method: 'post',
    path: `${directLine}/conversations/:id/activities`,
    operationId: 'postToChat',
    summary: 'Says something; the same channelData.clientActivityID again is the same message',
    ...ofOne,
    body: z.object({
      type: z.enum(['message', 'typing', 'event']),
      text: z.string().max(8000).nullish(),
      value: z.unknown().optional(),
      locale: z.string().nullish(),
      channelData: z.object({ clientActivityID: z.string().nullish() }).nullish(),
    }),
    answer: given,
  }),
  operation({
    method: 'post',
    path: `${directLine}/conversations/:id/upload`,
    operationId: 'uploadToChat',
    summary:
      'Sends up to 5 files of 10 MiB, with an activity part of type application/vnd.microsoft.activity',
    ...ofOne,
    bodyType: 'multipart/form-data',
    body: z.object({ file: z.string().meta({ format: 'binary' }), activity: z.string().optional() }),
    answer: given,
  }),
  operation({
    method: 'get',
    path: `${directLine}/attachments/:id`,
    operationId: 'readChatFile',
    summary: "A file's bytes, for whoever holds its link",
    roles: 'anyone',
    params: z.object({ id: z.string().describe("The file's id") }),
    query: z.object({ t: z.string().describe('The proof that the link carries') }),
    mediaType: 'application/octet-stream',
    answer: z.string(),
  }),
];
