import { z } from 'zod';
import type { Post } from '../domain/messaging/post.ts';
import { cases } from './cases.ts';
import { onceBeside } from './http/idempotency.ts';
import { type Asked, act, ok, type Route, read, staff } from './http/route.ts';
import { theOne } from './odata/resource.ts';

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

async function shown(
  { id, kind, author, caseId, at, updatedAt, ...rest }: Post,
  { deps, actor }: Asked,
): Promise<object> {
  const view =
    author === 'person'
      ? { text: rest.text }
      : await deps.renderPost({ id, kind, author, caseId, at, updatedAt, ...rest }, actor);
  return { id, kind, author, ...view, caseId, at, updatedAt };
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
