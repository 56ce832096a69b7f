import { readIntent } from '../conversations/intent.ts';
import type { Message } from '../conversations/message.ts';
import { sayToCustomer } from '../conversations/say.ts';
import type { Article, Suggestion } from '../knowledge/article.ts';
import { postCard, postText } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Case } from './case.ts';
import { requireCharge } from './charge.ts';

/** What knowledge/ can write for an agent: from passages and the talk's own words only, computed in memory. */
export interface Copilot {
  suggest(text: string, language: string): readonly Suggestion[];
  /** Answers the first of the questions that a passage supports; undefined when none is: "I do not know" is an answer. */
  draft(input: {
    readonly questions: readonly string[];
    readonly language: string;
    readonly customerName: string;
    readonly agentName: string;
  }): string | undefined;
  summarise(messages: readonly Message[]): string;
}

interface Asked {
  readonly caseId: string;
  readonly copilot: Copilot;
}

/** Proposes a reply on the agent's card, to be edited and sent by the agent; nothing leaves on its own. */
export async function suggestReply(
  unit: Unit,
  { caseId, copilot }: Asked,
): Promise<{ draft: string | null }> {
  const { found, messages } = await read(unit, caseId);
  const said = messages
    .filter(({ authorKind, text }) => authorKind === 'customer' && saysSomething(text))
    .slice(-3);
  const customer = await unit.customers.get(found.customerId);
  const language = said.at(-1)?.language ?? customer.language;
  const questions = [said.map(({ text }) => text).join('\n'), found.description].filter(Boolean);
  const draft =
    copilot.draft({ questions, language, customerName: customer.name, agentName: unit.actor.name }) ?? null;
  await onCard(unit, caseId, { draft });
  if (draft === null)
    await postText(unit, {
      personId: unit.actor.id,
      text: `${found.number}: no article supports an answer.`,
      caseId,
    });
  return { draft };
}

/** Sums the talk up on the agent's card, in the talk's own sentences. */
export async function summariseCase(unit: Unit, { caseId, copilot }: Asked): Promise<{ summary: string }> {
  const { messages } = await read(unit, caseId);
  const summary = messages.length > 0 ? copilot.summarise(messages) : 'Nothing has been said yet.';
  await onCard(unit, caseId, { summary });
  return { summary };
}

/**
 * Sends a passage of an article to the customer with its source, as the agent's own answer: the passage given, else the
 * one that fits the case best, else the article's beginning.
 */
export async function sendArticle(
  unit: Unit,
  input: {
    readonly caseId: string;
    readonly articleId: string;
    readonly passage?: string | undefined;
    readonly copilot: Pick<Copilot, 'suggest'>;
  },
): Promise<Message> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(input.caseId);
  await requireCharge(unit, found);
  const article = await unit.articles.get(input.articleId);
  if (article.visibility !== 'public' || article.state !== 'published')
    throw new Refused('article.not_public', { title: article.title });
  if (!found.conversationId) throw new Refused('case.no_conversation', { number: found.number });
  const conversation = await unit.conversations.get(found.conversationId);
  if (conversation.state === 'closed') throw new Refused('case.no_conversation', { number: found.number });
  return sayToCustomer(unit, conversation, {
    text: article.title,
    by: { kind: 'agent', id: unit.actor.id, name: unit.actor.name },
    card: {
      card: 'article',
      articleId: article.id,
      articleVersion: `${article.major}.${article.minor}`,
      title: article.title,
      passage: input.passage ?? fittingPassage(found, article, input.copilot),
    },
  });
}

/** An answer to the bot, such as "No, still there", is no question to reply to. */
function saysSomething(text: string): boolean {
  const { yes, no, thanks, wantsPerson, rating } = readIntent(text);
  return !yes && !no && !thanks && !wantsPerson && rating === null;
}

function fittingPassage(found: Case, article: Article, { suggest }: Pick<Copilot, 'suggest'>): string {
  const hits = suggest(`${found.title}\n${found.description}`, article.language);
  const beginning = article.body
    .replace(/^#+ .*$/gm, '')
    .trim()
    .slice(0, 600);
  return hits.find(({ articleId }) => articleId === article.id)?.passage ?? beginning;
}

async function read(unit: Unit, caseId: string): Promise<{ found: Case; messages: Message[] }> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(caseId);
  await requireCharge(unit, found);
  const messages = await unit.messages.where({ caseId }, { orderBy: [['id', 'desc']], limit: 100 });
  return { found, messages: messages.reverse() };
}

async function onCard(
  unit: Unit,
  caseId: string,
  extra: { draft: string | null } | { summary: string },
): Promise<void> {
  const post = await postCard(unit, { personId: unit.actor.id, card: 'case', subjectId: caseId, caseId });
  unit.posts.save({ ...post, ...extra });
}
