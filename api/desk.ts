import { z } from 'zod';
import type { Post } from '../domain/messaging/post.ts';
import { Refused } from '../domain/refusals.ts';
import { cases } from './cases.ts';
import type { Rendered } from './deps.ts';
import { onceBeside } from './http/idempotency.ts';
import { type Asked, act, ok, type Route, read, staff } from './http/route.ts';
import { oneParams, theOne } from './odata/resource.ts';

const tag = 'Desk';
const card = z.record(z.string(), z.unknown()).describe('An Adaptive Card');
const post = z.object({
  id: z.string(),
  kind: z.enum(['text', 'card']),
  author: z.enum(['bot', 'person']),
  text: z.string().optional(),
  card: card.optional(),
  caseId: z.string().nullable(),
  at: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
const posts = z.object({ value: z.array(post) });
const rendered = z.object({ text: z.string().optional(), card: card.optional() });

/** How far back a desk shows, in posts. */
const usual = 50;
const most = 200;

async function shown(found: Post, asked: Asked): Promise<object> {
  const { id, kind, author, caseId, at, updatedAt } = found;
  const view = author === 'person' ? { text: found.text } : await drawn(found, asked);
  return { id, kind, author, ...view, caseId, at, updatedAt };
}

/** One card whose record is gone leaves a line in its place, not a thread that cannot be read. */
async function drawn(found: Post, { deps, actor, traceId }: Asked): Promise<Rendered> {
  try {
    return await deps.renderPost(found, actor);
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'record.not_found')) throw error;
    deps.log.warn({ postId: found.id, traceId, problem: error.message }, 'a card has lost what it is about');
    return { text: 'What this card was about is no longer there.' };
  }
}

const page = { method: 'get', tag, roles: staff } as const;
const deed = { method: 'post', tag, roles: staff } as const;

/** A member of staff's own thread with the bot, as in Teams, for a page without Teams. */
export const deskRoutes: readonly Route[] = [
  read(
    {
      ...page,
      path: '/api/desk/posts',
      operationId: 'listPosts',
      summary: "The caller's posts, newest last; cards are drawn from present data",
      query: z.object({
        top: z.coerce.number().int().min(1).max(most).default(usual),
        since: z.iso.datetime({ offset: true }).optional().describe('Only posts changed since'),
      }),
      answer: posts,
    },
    async (asked) => {
      const { actor, deps, query } = asked;
      const changed = query.since ? { updatedAt: { atLeast: new Date(query.since) } } : {};
      const found = await deps.tables.posts.where(
        { personId: actor.id, ...changed },
        { orderBy: [['updatedAt', 'desc']], limit: query.top },
      );
      return ok({ value: await Promise.all(found.reverse().map((one) => shown(one, asked))) });
    },
  ),
  read(
    {
      ...page,
      path: '/api/desk/posts/:id',
      operationId: 'getPost',
      summary: "One of the caller's posts, drawn from present data: what an event post.changed names",
      params: oneParams,
      answer: post,
    },
    async (asked) => {
      const { id } = asked.params;
      const found = await asked.deps.tables.posts.find(id);
      if (found?.personId !== asked.actor.id) throw new Refused('record.not_found', { kind: 'post', id });
      return ok(await shown(found, asked));
    },
  ),
  act(
    {
      ...deed,
      path: '/api/desk/say',
      operationId: 'say',
      summary: 'Says something to the bot: a command, or an answer to the customer of the case in focus',
      body: z.object({ text: z.string().min(1).max(10_000), quotedPostId: z.string().max(450).nullish() }),
      answer: posts,
    },
    (asked) =>
      onceBeside(asked, async () => {
        const { actor, body, deps, traceId } = asked;
        const since = deps.clock.now();
        await deps.desk.say(actor, { text: body.text, quotedPostId: body.quotedPostId ?? null }, { traceId });
        const found = await deps.tables.posts.where(
          { personId: actor.id, updatedAt: { atLeast: since } },
          { orderBy: [['updatedAt', 'asc']], limit: usual },
        );
        return ok({ value: await Promise.all(found.map((one) => shown(one, asked))) });
      }),
  ),
  act(
    {
      ...deed,
      path: '/api/desk/press',
      operationId: 'press',
      summary: "Presses a card's button: the same verb, use case and role check as in Teams",
      body: z.object({
        verb: z.string().min(1).max(60),
        data: z.record(z.string(), z.unknown()).default({}),
      }),
      answer: rendered,
    },
    (asked) => onceBeside(asked, async () => ok(await asked.deps.desk.press(asked.actor, asked.body))),
  ),
  act(
    {
      ...deed,
      roles: ['agent', 'supervisor'],
      path: '/api/desk/typing',
      operationId: 'showTyping',
      summary:
        'Lets the customer of a case see that somebody is writing; the case in focus when none is named',
      body: z.object({ caseId: z.string().max(450).nullish() }),
      answer: z.object({ shown: z.boolean() }),
    },
    async ({ actor, body, deps }) => {
      const { tables } = deps;
      const caseId = body.caseId ?? (await tables.agents.find(actor.id))?.focusCaseId;
      if (!caseId) return ok({ shown: false });
      await deps.typing(actor, (await theOne(cases, { id: caseId, actor, tables })).id);
      return ok({ shown: true });
    },
  ),
];
