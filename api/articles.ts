import { z } from 'zod';
import { sendArticle } from '../domain/cases/assist.ts';
import type { Article, ArticleState } from '../domain/knowledge/article.ts';
import {
  approveArticle,
  createArticle,
  editArticle,
  publishArticle,
  submitArticle,
} from '../domain/knowledge/edit-article.ts';
import type { Unit } from '../domain/unit.ts';
import { cases } from './cases.ts';
import { conversations, messages } from './conversations.ts';
import { type Answer, act, ok, type Route, write } from './http/route.ts';
import { fieldsOf, forStaff, orNull } from './odata/field.ts';
import { isCustomer, resource, shapeOf, theOne } from './odata/resource.ts';
import { type Action, action, showing, showingNew } from './odata/target.ts';

const states = [
  'draft',
  'approved',
  'scheduled',
  'published',
  'expired',
  'archived',
  'discarded',
] as const satisfies readonly ArticleState[];
const visibilities = ['public', 'internal'] as const satisfies readonly Article['visibility'][];
const field = fieldsOf<Article>();

/** What is known, written once and quoted with its version. Customers see what is published for them. */
export const articles = resource({
  name: 'articles',
  entity: 'Article',
  kind: 'articles',
  tag: 'Knowledge',
  says: ['article', 'articles'],
  fields: {
    id: field.text('id'),
    number: field.text('number'),
    title: field.text('title'),
    body: field.text('body'),
    language: field.text('language'),
    state: field.word('state', states),
    major: field.integer('major'),
    minor: field.integer('minor'),
    visibility: field.word('visibility', visibilities),
    category: field.text('category'),
    product: orNull(field.text('product')),
    keywords: field.words('keywords'),
    authorId: forStaff(field.text('authorId')),
    author: forStaff(field.named('authorId', 'people')),
    publishedAt: orNull(field.instant('publishedAt')),
    updatedAt: field.instant('updatedAt'),
  },
  own: async () => ({ visibility: 'public', state: 'published' }),
});

const authors = ['knowledge-author', 'supervisor'] as const;
const text = z.object({
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(100_000).describe('Markdown'),
  language: z.string().regex(/^[a-z]{2}(-[A-Za-z0-9]{2,8})?$/, 'a language tag such as en or de-AT'),
  product: z.string().max(200).nullable(),
  category: z.string().max(60),
  keywords: z.array(z.string().max(60)).max(50),
  visibility: z.enum(visibilities),
});
const newText = text.extend({
  language: text.shape.language.default('en'),
  product: text.shape.product.default(null),
  category: text.shape.category.default('general'),
  keywords: text.shape.keywords.default([]),
  visibility: text.shape.visibility.default('internal'),
});

/** One step of an article's life. */
const step = (
  said: Pick<Action<z.ZodType>, 'does' | 'operationId' | 'summary'>,
  run: (unit: Unit, input: { readonly articleId: string }) => Promise<Article>,
): Route =>
  action(articles, { ...said, roles: authors }, async (unit, { id }) => {
    await run(unit, { articleId: id });
  });

const writing: readonly Route[] = [
  write(
    {
      method: 'post',
      path: '/api/articles',
      operationId: 'createArticle',
      summary: 'Begins an article as a draft',
      tag: articles.tag,
      roles: authors,
      status: 201,
      body: newText,
      answer: shapeOf(articles),
    },
    async (unit, asked) => showingNew(articles, (await createArticle(unit, asked.body)).id, asked),
  ),
  action(
    articles,
    {
      does: '',
      method: 'patch',
      operationId: 'editArticle',
      summary: 'Changes the text; each change is a new minor version',
      roles: authors,
      body: text.partial(),
    },
    async (unit, { id }, { body }) => {
      await editArticle(unit, { articleId: id, ...body });
    },
  ),
  step(
    { does: 'submit', operationId: 'submitArticle', summary: 'Asks for a draft to be approved' },
    submitArticle,
  ),
  step(
    { does: 'approve', operationId: 'approveArticle', summary: 'Finds a draft good enough' },
    approveArticle,
  ),
  step(
    { does: 'publish', operationId: 'publishArticle', summary: 'Makes it the next whole version' },
    publishArticle,
  ),
];

const sending: Route = action(
  articles,
  {
    does: 'send',
    operationId: 'sendArticle',
    summary: "Sends a passage of an article to a case's customer, with its source",
    roles: ['agent', 'supervisor'],
    verb: 'article.send',
    body: z.object({
      caseId: z.string().max(450),
      passage: z.string().trim().min(1).max(2000).optional().describe('The one that fits best when left out'),
    }),
    answer: shapeOf(messages),
  },
  async (unit, article, asked): Promise<Answer> => {
    const { actor, body, deps } = asked;
    const found = await theOne(cases, { id: body.caseId, actor, tables: unit });
    const sent = await sendArticle(unit, {
      caseId: found.id,
      articleId: article.id,
      passage: body.passage,
      copilot: deps.know,
    });
    return showing(messages, sent.id, asked);
  },
);

const source = z.object({ article: z.string(), version: z.string(), passage: z.string() });

const asking: Route = act(
  {
    method: 'post',
    path: '/api/knowledge/ask',
    operationId: 'askKnowledge',
    summary:
      'Answers a question from articles alone, each sentence with its sources, or says that nothing is known',
    tag: articles.tag,
    roles: 'signed-in',
    body: z.object({
      question: z.string().trim().min(1).max(4000),
      language: z.string().max(20).nullish(),
      conversationId: z.string().max(450).nullish(),
    }),
    answer: z.object({
      answer: z.string(),
      known: z.boolean(),
      sentences: z.array(z.object({ text: z.string(), sources: z.array(source) })),
    }),
  },
  async ({ actor, body, deps }) => {
    const { question, conversationId } = body;
    const tables = deps.tables;
    const talk = conversationId
      ? await theOne(conversations, { id: conversationId, actor, tables })
      : undefined;
    const visibility = isCustomer(actor) ? 'public' : 'internal';
    const language = body.language ?? talk?.language;
    return ok(await deps.know.ask({ question, language, visibility }));
  },
);

/** Writing, sending and asking. */
export const articleRoutes: readonly Route[] = [...writing, sending, asking];
