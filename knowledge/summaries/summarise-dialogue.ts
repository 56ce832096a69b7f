import { termsOf, wordsOf } from '../language/analyser.ts';
import { languageOf } from '../language/detect.ts';
import { sentencesOf } from '../passages.ts';
import { type Candidate, choose } from './choose.ts';
import { saidIn, toldSpeech } from './indirect-speech.ts';

/** One message of a dialogue. */
export interface DialogueMessage {
  readonly id: string;
  /** Who wrote it, as it is to be called in the summary. */
  readonly from: string;
  readonly text: string;
}

/** A sentence of a summary and the messages it tells. */
export interface SummarySentence {
  readonly text: string;
  readonly sources: readonly string[];
}

const languages = ['en', 'es', 'de', 'fr', 'ja'];
const shortDialogue = 20;
const messagesASentence = 15;
const mostSentences = 5;
const longestSentence = 600;
const decision =
  /\b(?:want|need|like|going|will|have to|should|problem|decid\w*|plan|recommend|suggest|would)\b/i;

/**
 * Tells a dialogue in two to five sentences without any model: the most telling ones, in English told in the third person, in
 * other languages quoted with who said them. Each names the message it comes from, and nothing is said that nobody wrote.
 */
export function summariseDialogue(messages: readonly DialogueMessage[]): SummarySentence[] {
  const language = languageOf(messages.map(({ text }) => text).join(' '), languages) ?? 'en';
  const people = [...new Set(messages.map(({ from }) => from))];
  const listenerOf = (speaker: string) =>
    people.length === 2 ? people.find((other) => other !== speaker) : undefined;
  const candidates = messages.flatMap(({ id, from, text }, message) => {
    const isEnglish = (languageOf(text, languages) ?? language) === 'en';
    return wholeSentences(tidied(text), language).flatMap((sentence): (Candidate & { id: string })[] => {
      const speech = { speaker: from, listener: listenerOf(from) };
      const told = isEnglish ? toldSpeech(sentence, speech) : quoted(sentence, from);
      if (told === undefined) return [];
      const words = wordsOf(sentence, language);
      const terms = termsOf(words, language).map(({ term }) => term);
      const length = language === 'ja' ? words.length : told.split(' ').length;
      return [{ id, told, length, terms, message, speaker: from, isDecision: decision.test(sentence) }];
    });
  });
  const most = Math.min(
    mostSentences,
    messages.length <= shortDialogue ? 2 : 1 + Math.ceil(messages.length / messagesASentence),
  );
  const chosen = choose(candidates, most);
  if (chosen.length > 0) return chosen.map(({ told, id }) => ({ text: told, sources: [id] }));
  return messages
    .slice(0, 1)
    .map(({ id, from, text }) => ({ text: `${from}: ${beginningOf(tidied(text))}`, sources: [id] }));
}

/** As much of a text as stands in a summary, cut where no character is torn. */
const beginningOf = (text: string): string =>
  text.length <= longestSentence
    ? text
    : `${text.slice(0, longestSentence).replace(/[\ud800-\udbff]$/, '')}…`;

/** Transcripts part apostrophes from their words; people and phones write curly ones. */
const tidied = (text: string): string =>
  text
    .replace(/’/g, "'")
    .replace(/ ' ?(?=(?:s|m|re|ll|ve|d|t)\b)/gi, "'")
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Sentences, put together again where only an abbreviation ("Mr.", "No. 5") was taken for the end of one. What is longer
 * than anybody says in one breath is pasted, and tells nothing in short.
 */
function wholeSentences(text: string, language: string): string[] {
  const whole: string[] = [];
  for (const sentence of sentencesOf(text, language)) {
    const last = whole.at(-1) ?? '';
    const isCut = last.length < longestSentence && /\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nr|vs|approx)\.$/.test(last);
    if (isCut) whole[whole.length - 1] = `${last} ${sentence}`;
    else whole.push(sentence);
  }
  return whole.filter(({ length }) => length <= longestSentence);
}

function quoted(sentence: string, from: string): string | undefined {
  const said = saidIn(sentence) || (sentence.length >= 8 ? sentence : '');
  return said === '' ? undefined : `${from}: ${sentence}`;
}
