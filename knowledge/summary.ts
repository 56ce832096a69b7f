import { classifyText } from './classify.ts';
import { sentencesOf } from './passages.ts';

/** One message of a conversation, as a summary reads it. */
export interface SummaryMessage {
  readonly author: 'customer' | 'agent' | 'bot' | 'system';
  readonly name: string;
  readonly text: string;
  readonly at: Date;
}

/** What matters of a conversation: each entry is a sentence somebody wrote, word for word. */
export interface Summary {
  readonly problem: string | null;
  readonly done: readonly string[];
  readonly promised: readonly string[];
  /** The last question that the other side has not answered yet. */
  readonly openQuestion: string | null;
  /** All of it, a line each, for a card or a hand-over. */
  readonly text: string;
  /** For each entry the index of the message it was taken from. */
  readonly sources: {
    readonly problem: number | null;
    readonly done: readonly number[];
    readonly promised: readonly number[];
    readonly openQuestion: number | null;
  };
}

interface Sentence {
  readonly text: string;
  readonly message: number;
  readonly author: SummaryMessage['author'];
  readonly name: string;
}

/** The latest few tell where things stand; older ones are in the conversation itself. */
const mostEntries = 5;

const promise = new RegExp(
  [
    "\\b(?:i|we)(?:['’]ll| will(?! not\\b)| shall|['’]m going to|['’]re going to| am going to| are going to)\\b",
    '\\b(?:technician|engineer|colleague|plumber|electrician|team) will(?! not)\\b|\\byou will (?:get|receive|hear|have)\\b',
    '\\b(?:ich|wir) (?:werde|werden|melde|melden|schicke|schicken|rufe|rufen|kümmere|kümmern)\\b|\\bwird (?:sich|heute|morgen|bis)\\b',
    '\\b(?:werde|werden) (?:ich|wir)\\b|\\b(?:techniker|technikerin|kollege|kollegin) (?:kommt|meldet|wird)\\b',
    '\\b(?:vamos a|voy a|le (?:llamaré|llamaremos|enviaré|enviaremos|avisaré|avisaremos)|(?:enviar|llamar|avisar|revisar)(?:é|emos)|el técnico (?:irá|llegará|pasará))(?!\\p{L})',
    '\\b(?:je vais|nous allons|(?:je|nous) (?:vous |le |la )?\\p{L}+(?:erai|irai|erons|irons)|le technicien (?:viendra|passera|arrivera))(?!\\p{L})',
  ].join('|'),
  'iu',
);
const act = new RegExp(
  [
    "\\b(?:i|we|technician|engineer|colleague)(?: have| has|['’]ve) (?:now |already |just |also )?\\p{L}+",
    '\\b(?:has|have) been \\p{L}+|\\b(?:is|are) (?:now |already )?(?:booked|closed|fixed|repaired|replaced|done|completed|scheduled|reset)\\b',
    '\\b(?:i|we|technician|engineer|colleague) (?:checked|reset|replaced|repaired|fixed|cleaned|booked|sent|called|moved|changed|ordered|closed|created|opened|found|tested|restarted|corrected|cancelled|blocked)\\b',
    '\\b(?:habe|haben|hat|ist|sind|wurde|wurden)\\b.*\\b(?:ge\\p{L}+(?:t|en)|\\p{L}+ge\\p{L}+(?:t|en)|repariert|storniert|(?:be|er|ver|ent)\\p{L}+(?:t|en))(?= *[.!,;]|$)',
    '\\b(?:he|hemos|ha|han) (?:sido )?\\p{L}+(?:ado|ido|to|cho)s?\\b|\\b(?:está|están|queda) \\p{L}+(?:ado|ido|ada|ida)s?\\b',
    "\\b(?:j['’]ai|nous avons|a été|ont été|technicien a)(?!\\p{L})(?: bien| déjà)? ?\\p{L}+",
  ].join('|'),
  'iu',
);
const denied = /\b(?:not|never|nicht|noch nicht|kein\p{L}*|nie|jamais|pas|no)\b|n['’]t\b/iu;
const conditional = /^(?:if|once|when|as soon as|wenn|sobald|falls|si|cuando|dès que|quand|lorsque)\b/iu;

/** What a sentence does stands near its beginning; the rest of a very long one is not read. */
const readSentence = 500;
/** Nobody tells the problem later than in so many sentences. */
const mostOpening = 60;

/** Sums up a conversation from its own sentences only: nothing is rephrased, so nothing can be made up. */
export function summarise(messages: readonly SummaryMessage[], language = 'en'): Summary {
  const sentences = messages.flatMap(({ author, name, text }, message) =>
    sentencesOf(text.trim(), language).map((sentence) => ({ text: sentence, message, author, name })),
  );
  const ours = sentences.filter(({ author, text }) => author !== 'customer' && !isQuestion(text));
  const problem = problemOf(sentences.filter(({ author }) => author === 'customer').slice(0, mostOpening));
  const promised = ours
    .filter(({ text }) => promise.test(text.slice(0, readSentence)) && !conditional.test(text))
    .slice(-mostEntries);
  const done = ours
    .filter((sentence) => act.test(sentence.text.slice(0, readSentence)) && !promised.includes(sentence))
    .filter(({ text }) => !denied.test(text) && !conditional.test(text))
    .slice(-mostEntries);
  const open = openQuestionOf(sentences);
  return {
    problem: problem?.text ?? null,
    done: done.map(({ text }) => text),
    promised: promised.map(({ text }) => text),
    openQuestion: open?.text ?? null,
    text: inLines([
      ['Problem', problem ? [problem] : []],
      ['Done', done],
      ['Promised', promised],
      ['Open question', open ? [open] : []],
    ]),
    sources: {
      problem: problem?.message ?? null,
      done: done.map(({ message }) => message),
      promised: promised.map(({ message }) => message),
      openQuestion: open?.message ?? null,
    },
  };
}

/**
 * The customer's first sentence about one of our trades; without one the first of some length; else the
 * first.
 */
function problemOf(said: readonly Sentence[]): Sentence | undefined {
  return (
    said.find(({ text }) => classifyText(text).category !== 'general') ??
    said.find(({ text }) => text.split(/\s+/).length >= 4) ??
    said[0]
  );
}

/**
 * The last question of those who spoke last; a question followed by the other side's words counts as
 * answered.
 */
function openQuestionOf(sentences: readonly Sentence[]): Sentence | undefined {
  const spoken = sentences.filter(({ author }) => author !== 'system');
  const isCustomer = spoken.at(-1)?.author === 'customer';
  const lastOfOthers = spoken.findLastIndex(({ author }) => (author === 'customer') !== isCustomer);
  return spoken.slice(lastOfOthers + 1).findLast(({ text }) => isQuestion(text));
}

function isQuestion(text: string): boolean {
  return /[?？]["'”»)]*$/.test(text);
}

function inLines(parts: readonly (readonly [label: string, entries: readonly Sentence[]])[]): string {
  return parts
    .flatMap(([label, entries]) => entries.map(({ name, text }) => `${label}: ${text} (${name})`))
    .join('\n');
}
