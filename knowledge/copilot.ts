import type { Copilot } from '../domain/cases/assist.ts';
import type { Message } from '../domain/conversations/message.ts';
import type { Know } from '../domain/conversations/turn.ts';
import { classifyText } from './classify.ts';
import { sentencesOf } from './passages.ts';
import type { Hit, SearchIndex } from './search-index.ts';
import { draftReply, suggester } from './suggest.ts';
import { type SummaryMessage, summarise } from './summary.ts';

/** A sentence of an answer with the passage it stands in, word for word. */
export interface SourcedSentence {
  readonly text: string;
  readonly sources: readonly {
    readonly article: string;
    readonly version: string;
    readonly passage: string;
  }[];
}

/** An answer built of passages only; `known` is false when there is none, and then nothing is made up. */
export interface Answer {
  readonly answer: string;
  readonly known: boolean;
  readonly sentences: readonly SourcedSentence[];
}

/** The embedded copilot: works without any model, key or service, and says nothing no article says. */
export type EmbeddedCopilot = Know &
  Copilot & {
    ask(asked: {
      readonly question: string;
      readonly language?: string | undefined;
      /** Customers are answered from public articles alone. */
      readonly visibility: 'public' | 'internal';
    }): Answer;
  };

/** Puts search, classification, drafts and summaries behind the ports of the domain. */
export function embeddedCopilot(index: SearchIndex): EmbeddedCopilot {
  const { suggest } = suggester({ index });
  return {
    suggest: (text, language) => suggest(text, { language }),
    classify: (text) => classifyText(text),
    draft: ({ questions, language, customerName, agentName }) => {
      for (const question of questions) {
        const suggestions = suggest(question, { language });
        const draft = draftReply({ question, customerName, agentName, suggestions, language });
        if (draft) return draft.text;
      }
      return undefined;
    },
    summarise: (messages) =>
      summarise(messages.map(spoken), messages.at(-1)?.language).text || lastWords(messages),
    ask: ({ question, language, visibility }) => answerOf(suggest(question, { language, visibility })),
  };
}

const spoken = ({ authorKind, authorName, text, at }: Message): SummaryMessage => ({
  author: authorKind,
  name: authorName,
  text,
  at,
});

const lastWords = (messages: readonly Message[]): string =>
  messages
    .slice(-3)
    .map(({ authorName, text }) => `${authorName}: ${text}`)
    .join('\n');

function answerOf([best]: readonly Hit[]): Answer {
  if (!best) return { answer: 'I do not know: no article answers that.', known: false, sentences: [] };
  const source = { article: best.articleId, version: best.version, passage: best.passage };
  const sentences = sentencesOf(best.passage, best.language).map((text) => ({ text, sources: [source] }));
  return { answer: best.passage, known: true, sentences };
}
