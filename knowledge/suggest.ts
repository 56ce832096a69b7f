import { baseLanguage } from './language/analyser.ts';
import type { Hit, SearchIndex } from './search-index.ts';

/** Below this nobody is shown an article: a wrong answer costs more trust than none. */
const leastConfidence = 0.65;
const mostSuggestions = 3;
/** A second passage joins a draft only when it is about as sure as the first. */
const nearTie = 0.05;
const quotedQuestion = 160;

export interface SuggestOptions {
  readonly language?: string | undefined;
  /** `internal` for what only our own people read; `public` when it is left out. */
  readonly visibility?: 'public' | 'internal' | undefined;
}

/** Offers the articles that fit a message, to the customer or to the agent at work on it. */
export interface Suggester {
  /** At most three, surest first, none below a confidence of 0.65. */
  suggest(text: string, options?: SuggestOptions): Hit[];
}

/**
 * Builds the suggester over any index; articles in the customer's language go first, others only when
 * those have nothing.
 */
export function suggester({ index }: { readonly index: Pick<SearchIndex, 'search'> }): Suggester {
  const confident = (text: string, language: string | undefined, visibility: 'public' | 'internal') =>
    index
      .search({ text, language, visibility, top: 10 })
      .filter((hit) => hit.confidence >= leastConfidence)
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, mostSuggestions);
  return {
    suggest: (text, { language, visibility = 'public' } = {}) => {
      const own = confident(text, language, visibility);
      return own.length > 0 || language === undefined ? own : confident(text, undefined, visibility);
    },
  };
}

export interface DraftRequest {
  readonly question: string;
  readonly customerName: string;
  readonly agentName: string;
  readonly suggestions: readonly Hit[];
  /** The customer's language; the first article's when it is left out. */
  readonly language?: string | undefined;
}

/** A reply for the agent to read, change and send. */
export interface Draft {
  readonly text: string;
  readonly sources: readonly {
    readonly articleId: string;
    readonly version: string;
    readonly title: string;
  }[];
}

interface Phrases {
  readonly greeting: (name: string) => string;
  readonly thanks: (question: string) => string;
  readonly offer: string;
  readonly regards: string;
  readonly source: (title: string, version: string) => string;
}

const english: Phrases = {
  greeting: (name) => `Hello${name},`,
  thanks: (question) => `Thank you for your message: "${question}"`,
  offer: 'If this does not help, please answer this message and we will look into it.',
  regards: 'Kind regards',
  source: (title, version) => `Source: ${title} (version ${version})`,
};
const phrases: Readonly<Record<string, Phrases>> = {
  en: english,
  de: {
    greeting: (name) => `Guten Tag${name},`,
    thanks: (question) => `vielen Dank für Ihre Nachricht: „${question}“`,
    offer: 'Wenn das nicht hilft, antworten Sie bitte auf diese Nachricht; wir kümmern uns darum.',
    regards: 'Freundliche Grüße',
    source: (title, version) => `Quelle: ${title} (Version ${version})`,
  },
  es: {
    greeting: (name) => `Hola${name}:`,
    thanks: (question) => `Gracias por su mensaje: «${question}»`,
    offer: 'Si esto no le ayuda, responda a este mensaje y nos ocuparemos de ello.',
    regards: 'Un cordial saludo',
    source: (title, version) => `Fuente: ${title} (versión ${version})`,
  },
  fr: {
    greeting: (name) => `Bonjour${name},`,
    thanks: (question) => `Merci pour votre message : « ${question} »`,
    offer: 'Si cela ne suffit pas, répondez à ce message et nous nous en occuperons.',
    regards: 'Cordialement',
    source: (title, version) => `Source : ${title} (version ${version})`,
  },
};

/**
 * Writes a courteous reply whose every statement is quoted from a public passage, so that nothing is promised that the
 * company has not written; undefined when no passage fits, because then only a person can answer.
 */
export function draftReply({
  question,
  customerName,
  agentName,
  suggestions,
  language,
}: DraftRequest): Draft | undefined {
  const open = suggestions.filter((hit) => hit.visibility === 'public');
  const [best] = open;
  if (!best) return undefined;
  const used = open.filter(
    (hit, at) => at === 0 || (at === 1 && best.confidence - hit.confidence <= nearTie),
  );
  const words = phrases[baseLanguage(language ?? best.language)] ?? english;
  const text = [
    words.greeting(customerName.trim() && ` ${customerName.trim()}`),
    words.thanks(clipped(question)),
    ...used.map((hit) => hit.passage),
    words.offer,
    `${words.regards}\n${agentName}`,
    used.map((hit) => words.source(hit.title, hit.version)).join('\n'),
  ].join('\n\n');
  return { text, sources: used.map(({ articleId, version, title }) => ({ articleId, version, title })) };
}

function clipped(question: string): string {
  const plain = question.replace(/\s+/g, ' ').trim();
  return plain.length <= quotedQuestion
    ? plain
    : `${plain.slice(0, plain.lastIndexOf(' ', quotedQuestion))} …`;
}
