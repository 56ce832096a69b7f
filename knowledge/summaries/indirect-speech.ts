import { isOrdinary } from '../language/analyser.ts';
import { toThirdPerson } from './pronouns.ts';
import { agree } from './third-person.ts';

/** Who speaks, and to whom; no listener when several may be meant. */
export interface Speech {
  readonly speaker: string;
  readonly listener: string | undefined;
}

interface Heard extends Speech {
  readonly listener: string;
}

/**
 * What people begin a sentence with before they say something. A word that may also belong to what is said ("No water", "Well water",
 * "Thanks to you") is an opener only before a mark or a new subject.
 */
const subject =
  "(?:I|you|we|he|she|it|they|that|this|there|the|my|your|our)(?:'\\w+)?\\b|(?:what|where|when|how|can|could|do|did|is|are|would|let|let's|please)\\b";
const opener = new RegExp(
  `^(?:(?:(?:oh|hi|hello|hey|good (?:morning|afternoon|evening)|excuse me|of course|certainly|and|but|anyway|um|uh|ah)(?![\\w'])[,.!?]*\\s*)|(?:(?:well|yes|yeah|no|okay|ok|sure|right|so|thank you(?: very much| so much)?|thanks(?: a lot)?|that's right|all right|alright|now|then|actually|great|fine|really|sorry|i'm sorry|i'm afraid)(?:[,.!?]+\\s*|\\s+(?=${subject})|$))|(?:(?:i see|you know|i mean|sir|madam|honey)[,.!?]+\\s*))+`,
  'i',
);
const request =
  /^(?:can|could|would|will) you(?! (?:like|be|have|need|not|mind|prefer|rather|say|see|hear|feel|remember|understand|afford|know|still|even|ever|also|imagine|believe|and)\b)(?: please| kindly)? (.+)/i;
const suggestion = /^(?:let's|let us|why don't we|shall we) (.+)/i;
const thanks = /^(?:thank you|thanks)(?: very much| so much| a lot)? for (.+)/i;
/** A second question behind the first. */
const alternative = /\bor (?:should|shall|do|does|did|can|could|will|would|is|are|have)\b/i;
const please = /^please,? (?!i\b|you\b|we\b|he\b|she\b|it\b|they\b|there\b|the\b|my\b)(.+)/i;
const openQuestion = /^((?:what|how|where|when|why|which|who)\b[^,]*?) (do|did) you (?!and\b)(.+)/i;
const closedQuestion = /^(do|did) you (?!and\b)(.+)/i;
const stateQuestion = /^(are|were|have|will|would|can|could|should) you (?!and\b)(.+)/i;
/** Fewer words than this say nothing that is worth telling. */
const fewestWords = 3;
/** Other people's words, whose "I" is not the speaker; and words that we cannot turn. */
const foreign =
  /["“”«»]|(?:^|\s)'\w|\w'(?:\s|$)(?<!s')|\w: \w|\b(?:said|says|asked|answered|replied|wrote|goes|told \w+),|\b(?:myself|yourself|yourselves)\b|\b(?:u|ur|im|ive|youre)\b|\b(?:you|me) and I\b|\band you\b|\byou (?:and|guys|all|both|two)\b/i;
/** A pronoun that is left after all were turned. */
const unturned =
  /(?<![\p{L}\p{N}])(?:I|i|[Mm]e|[Mm]y|[Mm]ine|[Yy]ours?|[Yy]ou|[Ww]e|[Oo]urs?)(?![\p{L}\p{N}])/u;
/** Words that only their addressee can be told for. */
const addressed = /\byou(?:rs?|'\w+)?\b|\?\s*$|^please\b/i;

/** A sentence without its opening words and its marks at the end; empty when nothing is left that says something. */
export function saidIn(sentence: string): string {
  const said = withoutMarks(
    sentence
      .replace(/^[\s.,!?…]+/, '')
      .replace(opener, '')
      .trim(),
  ).replace(/, (?:thank you|thanks)(?: very much| so much| a lot)?$/i, '');
  return said.split(' ').length < fewestWords ? '' : said;
}

/** Without the marks at its end; step by step, for a pattern tied to the end alone starts anew at each mark within. */
function withoutMarks(text: string): string {
  let end = text.length;
  while (end > 0 && ' .!?'.includes(text[end - 1] ?? '')) end--;
  return text.slice(0, end);
}

/**
 * Tells in the third person what somebody said in English: "Could you send me the bill?" becomes "Ann asks Bob to send Ann the
 * bill." What might be told of the wrong person (quoted speech, several listeners, pronouns left over) stays as it was said:
 * `Ann: He said, "I paid you."` Nothing is added but who speaks; undefined when the sentence says nothing.
 */
export function toldSpeech(sentence: string, { speaker, listener }: Speech): string | undefined {
  const said = saidIn(sentence).replace(/(?<![\w'])i(?=\s|'(?:m|ve|ll|d)\b)/g, 'I');
  if (said === '') return undefined;
  const asSaid = `${speaker}: ${sentence}`;
  if (foreign.test(said) || isShouted(said)) return asSaid;
  if (listener === undefined && addressed.test(sentence)) return asSaid;
  const told = /\?\s*$/.test(sentence)
    ? questionTold(said, { speaker, listener: listener ?? '' })
    : statementTold(said, { speaker, listener: listener ?? '' });
  return told === undefined || unturned.test(told) ? asSaid : `${told}.`;
}

function statementTold(said: string, speech: Heard): string {
  const { speaker, listener } = speech;
  const told = (text: string) => toThirdPerson(text, speech);
  const suggested = suggestion.exec(said);
  if (suggested) return `${speaker} suggests they ${told(suggested[1] ?? '')}`;
  const thanked = thanks.exec(said);
  if (thanked && listener !== '') return `${speaker} thanks ${listener} for ${told(thanked[1] ?? '')}`;
  const pleaded = please.exec(said);
  if (pleaded) return `${speaker} asks ${listener} ${infinitive(told(pleaded[1] ?? ''))}`;
  const sentence = told(lowered(said));
  if (sentence.startsWith(`${speaker} `) || sentence.startsWith(`${speaker}'s `)) return sentence;
  return `${speaker} says ${sentence}`;
}

/** A question whose words need not change their order; undefined for others. */
function questionTold(said: string, speech: Heard): string | undefined {
  const { speaker, listener } = speech;
  const told = (text: string) => toThirdPerson(text, speech);
  if (alternative.test(said)) return undefined;
  const asked = request.exec(said) ?? please.exec(said);
  if (asked) return `${speaker} asks ${listener} ${infinitive(told(asked[1] ?? ''))}`;
  const suggested = suggestion.exec(said);
  if (suggested) return `${speaker} suggests they ${told(suggested[1] ?? '')}`;
  const open = openQuestion.exec(said);
  if (open)
    return `${speaker} asks ${listener} ${told((open[1] ?? '').toLowerCase())} ${listener} ${finite(open[2] ?? '', told(open[3] ?? ''))}`;
  const closed = closedQuestion.exec(said);
  if (closed) return `${speaker} asks whether ${listener} ${finite(closed[1] ?? '', told(closed[2] ?? ''))}`;
  const state = stateQuestion.exec(said);
  if (state)
    return `${speaker} asks whether ${listener} ${withThirdPerson(`${state[1]?.toLowerCase()} ${told(state[2] ?? '')}`)}`;
  return undefined;
}

const infinitive = (text: string): string =>
  /^(?:do not|don't) /i.test(text) ? `not to ${text.replace(/^(?:do not|don't) /i, '')}` : `to ${text}`;

/** "did you pay" was in the past and stays there. */
const finite = (auxiliary: string, text: string): string =>
  /did/i.test(auxiliary) ? `did ${text}` : withThirdPerson(text);

/** The same words with the first of them, a verb, in the third person. */
function withThirdPerson(text: string): string {
  const words = text.split(' ');
  agree(words, 0);
  return words.join(' ');
}

/** Small at the beginning where that word is no name for certain. */
const lowered = (text: string): string =>
  text.replace(/^[A-Z][a-z']+/, (word) => {
    const lower = word.toLowerCase();
    return isOrdinary(lower.replaceAll("'", ''), 'en') ? lower : word;
  });

/** Capitals throughout hide what is a name and where a verb ends. */
const isShouted = (text: string): boolean => /[A-Z]{3}/.test(text) && text === text.toUpperCase();
