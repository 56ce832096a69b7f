import { postText } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import { supervisorsToAsk } from '../routing/paging.ts';
import type { Unit } from '../unit.ts';
import type { Article, ArticleState } from './article.ts';

/** What an author writes; everything else about an article follows from its life. */
export type ArticleText = Pick<
  Article,
  'title' | 'body' | 'language' | 'visibility' | 'category' | 'product' | 'keywords'
>;

/** Draft, approved, published; whoever changes an approved text makes it a draft again. */
const transitions: Record<ArticleState, readonly ArticleState[]> = {
  draft: ['approved', 'discarded'],
  approved: ['draft', 'scheduled', 'published'],
  scheduled: ['draft', 'published'],
  published: ['expired', 'archived'],
  expired: ['draft', 'archived'],
  archived: [],
  discarded: [],
};

/** Moves an article along its transition table; anything else is refused with both states named. */
export function moveArticle(found: Article, to: ArticleState): Article {
  if (!transitions[found.state].includes(to))
    throw new Refused('article.transition_not_allowed', { number: found.number, from: found.state, to });
  return { ...found, state: to };
}

/** Begins an article as version 0.1, seen by nobody but its authors until it is published. */
export async function createArticle(unit: Unit, text: ArticleText): Promise<Article> {
  requireRole(unit.actor, 'knowledge-author', 'supervisor');
  return keep(unit, {
    ...text,
    id: unit.newId(),
    version: 0,
    unitId: unit.actor.unitId,
    number: await unit.nextNumber('K'),
    state: 'draft',
    major: 0,
    minor: 1,
    authorId: unit.actor.id,
    publishedAt: null,
    updatedAt: unit.now,
  });
}

/** Changes the text; each change is a new minor version, so that what was quoted stays tellable. */
export async function editArticle(
  unit: Unit,
  input: { readonly articleId: string } & Partial<ArticleText>,
): Promise<Article> {
  const { articleId, ...changes } = input;
  const found = await inHand(unit, articleId);
  const stays = found.state === 'draft' || found.state === 'published';
  return keep(unit, { ...(stays ? found : moveArticle(found, 'draft')), ...changes, minor: found.minor + 1 });
}

/** Asks for a draft to be read and approved: a supervisor is told. */
export async function submitArticle(unit: Unit, input: { readonly articleId: string }): Promise<Article> {
  const found = await inHand(unit, input.articleId);
  if (found.state !== 'draft')
    throw new Refused('article.transition_not_allowed', {
      number: found.number,
      from: found.state,
      to: 'draft',
    });
  const [supervisor] = await supervisorsToAsk(unit, found.unitId);
  const text = `${unit.actor.name} asks you to approve article ${found.number}: ${found.title}`;
  if (supervisor && supervisor.id !== unit.actor.id) await postText(unit, { personId: supervisor.id, text });
  return keep(unit, found);
}

/** Finds a draft good enough to be published. */
export async function approveArticle(unit: Unit, input: { readonly articleId: string }): Promise<Article> {
  return keep(unit, moveArticle(await inHand(unit, input.articleId), 'approved'));
}

/** Makes an approved article the next whole version, for everybody its visibility allows. */
export async function publishArticle(unit: Unit, input: { readonly articleId: string }): Promise<Article> {
  const found = moveArticle(await inHand(unit, input.articleId), 'published');
  return keep(unit, { ...found, major: found.major + 1, minor: 0, publishedAt: unit.now });
}

async function inHand(unit: Unit, articleId: string): Promise<Article> {
  requireRole(unit.actor, 'knowledge-author', 'supervisor');
  return unit.articles.get(articleId);
}

function keep(unit: Unit, article: Article): Article {
  unit.emit('article.changed', { articleId: article.id });
  return unit.articles.save({ ...article, updatedAt: unit.now });
}
