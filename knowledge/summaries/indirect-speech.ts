import { toThirdPerson } from './pronouns.ts';
import { agree } from './third-person.ts';

/** Who speaks, and to whom. */
export interface Speech {
  readonly speaker: string;
  readonly listener: string;
}

/** What people begin a sentence with before they say something. */
const opener =
  /^(?:(?:oh|well|yes|yeah|no|okay|ok|sure|right|so|and|but|hi|hello|hey|good (?:morning|afternoon|evening)|excuse me|of course|certainly|thank you(?: very much| so much)?|thanks(?: a lot)?|that's right|i see|all right|alright|now|then|you know|i mean|actually|um|uh|ah|great|fine|really|sorry|i'm sorry|i'm afraid|i think|i guess|i know|sir|madam|honey|anyway)(?![\w'])[,.!?]*\s*)+/i;
const request = /^(?:can|could|would|will) you(?! like| be\b| have\b| need)(?: please| kindly)? (.+)/i;
const suggestion = /^(?:let's|let us|why don't we|shall we) (.+)/i;
const please = /^please,? (.+)/i;
const openQuestion = /^((?:what|how|where|when|why|which|who)\b[^,]*?) (?:do|did) you (.+)/i;
const closedQuestion = /^(?:do|did) you (.+)/i;
const stateQuestion = /^(are|were|have|will|would|can|could|should) you (.+)/i;
/** Fewer words than this say nothing that is worth telling. */
const fewestWords = 3;

/** A sentence without its opening words and its marks at the end; empty when nothing is left that says something. */
export function saidIn(sentence: string): string {
  const said = sentence
    .replace(opener, '')
    .replace(/[\s.!?]+$/, '')
    .trim();
  return said.split(' ').length < fewestWords ? '' : said;
}

/**
 * Tells in the third person what somebody said in English: "Could you send me the bill?" becomes "Ann asks Bob to send Ann the
 * bill." Nothing is added but who speaks; undefined when the sentence says nothing.
 */
export function toldSpeech(sentence: string, speech: Speech): string | undefined {
  const said = saidIn(sentence);
  if (said === '') return undefined;
  const { speaker, listener } = speech;
  const told = (text: string) => toThirdPerson(text, speech);
  const isQuestion = /\?\s*$/.test(sentence);
  const asks = `${speaker} asks ${listener}`;
  const match = (pattern: RegExp) => pattern.exec(said) ?? undefined;
  const asked = isQuestion ? match(request) : undefined;
  if (asked) return `${asks} to ${told(asked[1] ?? '')}.`;
  const suggested = match(suggestion);
  if (suggested) return `${speaker} suggests they ${told(suggested[1] ?? '')}.`;
  const pleaded = match(please);
  if (pleaded) return `${asks} to ${told(pleaded[1] ?? '')}.`;
  if (isQuestion) return `${questionTold(said, speech)}.`;
  const sentenceTold = told(said);
  return sentenceTold.startsWith(speaker)
    ? `${sentenceTold}.`
    : `${speaker} says ${sentenceTold.startsWith(listener) ? sentenceTold : lowered(sentenceTold)}.`;
}

function questionTold(said: string, speech: Speech): string {
  const { speaker, listener } = speech;
  const told = (text: string) => toThirdPerson(text, speech);
  const open = openQuestion.exec(said);
  if (open)
    return `${speaker} asks ${listener} ${told((open[1] ?? '').toLowerCase())} ${listener} ${withThirdPerson(told(open[2] ?? ''))}`;
  const closed = closedQuestion.exec(said);
  if (closed) return `${speaker} asks whether ${listener} ${withThirdPerson(told(closed[1] ?? ''))}`;
  const state = stateQuestion.exec(said);
  if (state)
    return `${speaker} asks whether ${listener} ${withThirdPerson(`${state[1]?.toLowerCase()} ${told(state[2] ?? '')}`)}`;
  return `${speaker} asks ${listener} ${lowered(told(said))}`;
}

/** The same words with the first of them, a verb, in the third person. */
function withThirdPerson(text: string): string {
  const words = text.split(' ');
  agree(words, 0);
  return words.join(' ');
}

/** Small at the beginning, unless it is a name or an abbreviation. */
const lowered = (text: string): string =>
  text.replace(/^[A-Z](?=[a-z']* [a-z])/, (letter) => letter.toLowerCase());
