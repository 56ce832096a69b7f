import type { IdempotentAnswer } from '../domain/messaging/idempotent-answer.ts';
import type { Post } from '../domain/messaging/post.ts';
import type { WebChat } from '../domain/messaging/web-chat.ts';
import { id, instant, json, name, orNull, recordShape, text, whole, word } from './columns.ts';

/** Keeps what staff were shown, in Teams and at the desk alike. */
export const posts = recordShape<Post>(
  'posts',
  {
    personId: id,
    kind: word,
    author: word,
    card: orNull(word),
    subjectId: orNull(id),
    caseId: orNull(id),
    text,
    draft: orNull(text),
    summary: orNull(text),
    revision: whole,
    activityId: orNull(name(400)),
    sentRevision: whole,
    at: instant,
    updatedAt: instant,
  },
  { indexes: [['personId', 'at'], ['card', 'subjectId'], ['caseId'], ['activityId']] },
);

/** Keeps the threads of our own Direct Line server. */
export const webChats = recordShape<WebChat>(
  'web_chats',
  { userId: name(400), userName: orNull(text), externalId: orNull(name(400)), createdAt: instant },
  { indexes: [['externalId'], ['userId']] },
);

/** Keeps answers once given, to give them again to the same request. */
export const idempotentAnswers = recordShape<IdempotentAnswer>(
  'idempotent_answers',
  { requestHash: name(100), status: whole, body: orNull(json), at: instant },
  { indexes: [['at']] },
);
