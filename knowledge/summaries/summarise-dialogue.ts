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
    people.length === 2 ? (people.find((other) => other !== speaker) ?? 'the other') : 'the others';
  const candidates = messages.flatMap(({ id, from, text }, message) =>
    sentencesOf(tidied(text), language).flatMap((sentence): (Candidate & { id: string })[] => {
      const speech = { speaker: from, listener: listenerOf(from) };
      const told = language === 'en' ? toldSpeech(sentence, speech) : quoted(sentence, from);
      if (told === undefined) return [];
      const terms = termsOf(wordsOf(sentence, language), language).map(({ term }) => term);
      return [{ id, told, terms, message, speaker: from, isDecision: decision.test(sentence) }];
    }),
  );
  const most = Math.min(
    mostSentences,
    messages.length <= shortDialogue ? 2 : 1 + Math.ceil(messages.length / messagesASentence),
  );
  const chosen = choose(candidates, most);
  if (chosen.length > 0) return chosen.map(({ told, id }) => ({ text: told, sources: [id] }));
  return messages
    .slice(0, 1)
    .map(({ id, from, text }) => ({ text: `${from}: ${tidied(text)}`, sources: [id] }));
}

/** Transcripts part apostrophes from their words; people and phones write curly ones. */
const tidied = (text: string): string =>
  text
    .replace(/’/g, "'")
    .replace(/ ' ?(?=(?:s|m|re|ll|ve|d|t)\b)/gi, "'")
    .replace(/\s+/g, ' ')
    .trim();

function quoted(sentence: string, from: string): string | undefined {
  const said = saidIn(sentence) || (sentence.length >= 8 ? sentence : '');
  return said === '' ? undefined : `${from}: ${sentence}`;
}
