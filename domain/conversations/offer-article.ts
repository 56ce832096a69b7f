import type { Suggestion } from '../knowledge/article.ts';
import { phrase } from './phrases.ts';
import { sayToCustomer } from './say.ts';
import { answer, choices, setDialogue, type Turn } from './turn.ts';

/** Shows the passage that fits with its source, and asks whether that solved it. */
export async function offerArticle(turn: Turn, question: string, suggestion: Suggestion): Promise<void> {
  const { unit, conversation } = turn;
  const { language, dialogue } = conversation;
  const { articleId, title, passage, version, confidence } = suggestion;
  await rateShownArticle(turn, false);
  sayToCustomer(unit, conversation, {
    text: phrase('article', language),
    card: { card: 'article', articleId, articleVersion: version, title, passage },
  });
  sayToCustomer(unit, conversation, {
    text: phrase('solved', language),
    card: choices(phrase('yes', language), phrase('no', language), phrase('person', language)),
  });
  unit.emit('article.suggested', { conversationId: conversation.id, articleId, title, confidence });
  const others = dialogue.at === 'offered-article' ? [...dialogue.others, dialogue.articleId] : [];
  await setDialogue(turn, { at: 'offered-article', question, articleId, others });
}

/** The article solved it: no case is needed. */
export async function articleHelped(turn: Turn): Promise<void> {
  await rateShownArticle(turn, true);
  await answer(turn, phrase('glad', turn.conversation.language));
}

/** Keeps whether the article shown last helped; does nothing when none was shown. */
export async function rateShownArticle({ unit, conversation }: Turn, helped: boolean): Promise<void> {
  if (conversation.dialogue.at !== 'offered-article') return;
  const { articleId } = conversation.dialogue;
  const id = `${articleId}:${conversation.id}`;
  const before = await unit.articleFeedback.find(id);
  const fresh = { id, version: 0, unitId: conversation.unitId, articleId, conversationId: conversation.id };
  unit.articleFeedback.save({ ...(before ?? fresh), helped, at: unit.now });
  unit.emit('article.rated', { conversationId: conversation.id, articleId, helped });
}
