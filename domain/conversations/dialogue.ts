import type { Suggestion } from '../knowledge/article.ts';
import type { Dialogue } from './conversation.ts';
import { besidesThePerson, type Intent } from './intent.ts';

/** What the bot does about a customer's message. Decided here, on plain values; carried out by `customerSays`. */
export type Step =
  | { readonly do: 'danger' }
  | { readonly do: 'pass-on' }
  | { readonly do: 'greet' }
  | { readonly do: 'thank' }
  | { readonly do: 'offer-article'; readonly question: string; readonly suggestion: Suggestion }
  | { readonly do: 'rate-article'; readonly helped: true }
  | { readonly do: 'ask-details'; readonly question: string }
  | { readonly do: 'ask-which-case'; readonly question: string }
  | { readonly do: 'add-to-case'; readonly caseId: string }
  | { readonly do: 'open-case'; readonly question: string; readonly unanswered: boolean }
  | { readonly do: 'rate-case'; readonly caseId: string; readonly rating: number };

export interface DialogueInput {
  readonly text: string;
  readonly dialogue: Dialogue;
  readonly intent: Intent;
  /** Best first; looked up only where the dialogue may need it. */
  readonly suggestions: readonly Suggestion[];
  /** There is a case the message may belong to: an open one, or the one just resolved in this very talk. */
  readonly hasOpenCase: boolean;
  /** The customer named a case of theirs that can still take messages. */
  readonly namedCaseId: string | null;
}

/** Fewer meaningful words than this say too little to send anybody: the bot asks its one question. */
const enoughWords = 2;

/**
 * The customer's dialogue as one pure function: danger before everything, then where the talk stands, then what was
 * said. It asks at most one question before a human gets the case.
 */
export function nextStep(input: DialogueInput): Step {
  const { intent, dialogue, text } = input;
  if (intent.danger) return { do: 'danger' };
  switch (dialogue.at) {
    case 'with-agent':
      return { do: 'pass-on' };
    case 'asked-rating':
      if (intent.rating !== null) return { do: 'rate-case', caseId: dialogue.caseId, rating: intent.rating };
      return fresh(input);
    case 'offered-article':
      return afterArticle(input, dialogue);
    case 'which-case':
      if (intent.yes || input.namedCaseId === dialogue.caseId)
        return { do: 'add-to-case', caseId: dialogue.caseId };
      return open(dialogue.question, intent.no || intent.words < enoughWords ? '' : text);
    case 'asked-details':
      return open(dialogue.question, intent.wantsPerson ? '' : text);
    case 'idle':
      return fresh(input);
  }
}

function fresh(input: DialogueInput): Step {
  const { intent, text, suggestions, namedCaseId } = input;
  if (namedCaseId) return { do: 'add-to-case', caseId: namedCaseId };
  if (intent.wantsPerson)
    return intent.words > 4 ? towardsCase(input, besidesThePerson(text)) : towardsCase(input, '');
  if (intent.thanks && intent.words <= 6 && !intent.persists) return { do: 'thank' };
  const best = suggestions[0];
  if (best) return { do: 'offer-article', question: text, suggestion: best };
  if (intent.greeting && intent.words <= 3) return { do: 'greet' };
  return towardsCase(input, text);
}

function afterArticle(input: DialogueInput, dialogue: Extract<Dialogue, { at: 'offered-article' }>): Step {
  const { intent, text, suggestions } = input;
  const isGlad = intent.yes || (intent.thanks && intent.words <= 6);
  if (isGlad && !intent.persists) return { do: 'rate-article', helped: true };
  if (isGlad || intent.no || intent.wantsPerson || intent.words < enoughWords)
    return towardsCase(input, dialogue.question, intent.words > 4 && !intent.wantsPerson ? text : '');
  const better = suggestions.find(
    ({ articleId }) => articleId !== dialogue.articleId && !dialogue.others.includes(articleId),
  );
  if (better && dialogue.others.length === 0)
    return { do: 'offer-article', question: join(dialogue.question, text), suggestion: better };
  return towardsCase(input, dialogue.question, text);
}

function towardsCase(input: DialogueInput, question: string, more = ''): Step {
  const whole = join(question, more);
  if (input.hasOpenCase) return { do: 'ask-which-case', question: whole };
  if ((whole.match(/\p{L}[\p{L}\p{N}'-]+/gu) ?? []).length < enoughWords)
    return { do: 'ask-details', question: whole };
  return {
    do: 'open-case',
    question: whole,
    unanswered: input.dialogue.at === 'idle' && !input.intent.wantsPerson,
  };
}

const open = (question: string, more: string): Step => ({
  do: 'open-case',
  question: join(question, more) || '-',
  unanswered: false,
});

const join = (question: string, more: string): string => [question, more].filter(Boolean).join('\n');
