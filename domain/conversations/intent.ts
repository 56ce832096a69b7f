import { dangerIn } from './danger-words.ts';

/** What a customer's words ask for, before any model is asked: few intents, each by plain words in four languages. */
export interface Intent {
  /** The words of danger found, or null. */
  readonly danger: string | null;
  readonly wantsPerson: boolean;
  readonly yes: boolean;
  readonly no: boolean;
  readonly thanks: boolean;
  /** The trouble goes on, whatever friendly word stands before: "yes, but it still drips". */
  readonly persists: boolean;
  readonly greeting: boolean;
  /** A lone number from 1 to 5, as an answer to the rating question. */
  readonly rating: number | null;
  /** A case number that was named, e.g. `C-1042`. */
  readonly caseNumber: string | null;
  /** How many words carry meaning beyond the above. */
  readonly words: number;
}

const person = new RegExp(
  [
    '\\b(talk|speak|chat)\\b[^.!?]{0,16}\\b(to|with)\\b[^.!?]{0,16}\\b(person|human|agent|someone|somebody|representative|people)\\b',
    '\\b(real|live|actual) (person|human|agent)\\b|\\b(need|want|get me|give me|connect me (to|with)|put me through to) (a|an|some) (person|human|agent|representative|human being)\\b(?! (to|who|for|that)\\b)',
    "^(human|agent|person|operator|mensch|mitarbeiter|humano|agente|conseiller|humain)( please| bitte| por favor| s'il vous plait)?[.!]*$",
    '\\b(mit|einen?) (einem |einer )?(mensch|menschen|mitarbeiter\\w*|berater\\w*)\\b|\\bmit (jemand|jemandem|wem) (sprechen|reden|telefonieren)\\b',
    '\\bhablar con (una persona|alguien|un agente|un humano)\\b',
    "\\bparler (a|avec) (une (vraie )?personne|quelqu'un|un agent|un humain|un conseiller|une conseillere)\\b",
  ].join('|'),
);
const yes =
  /^(yes|yep|yeah|yup|y|sure|correct|right|it is|it did|that (helped|worked|solved it|did it)|solved|ja|jawohl|genau|stimmt|gelost|si|claro|correcto|oui|exact|c'est ca|resolu)\b/;
const no =
  /^(no|nope|nah|n|not really|it did ?n.t|didn.t help|that did ?n.t (help|work)|still|new problem|nein|nicht|leider nicht|no me|non|pas vraiment|toujours pas)\b/;
const thanks =
  /^(ok(ay)?[,.! ]*)?(thanks?( you)?|thank you|thx|cheers|great|perfect|danke\w*|vielen dank|super|gracias|perfecto|merci|parfait)\b/;
const persists =
  /\b(but|still|again|aber|immer noch|trotzdem|pero|todavia|mais|toujours|encore)\b|\b(doesn't|does not|didn't|did not|isn't|is not|won't) (work|help|stop|close|cool|heat|solve\w*|fixed)\b/;
const greeting =
  /^(hi|hello|hey|good (morning|afternoon|evening|day)|hallo|guten (tag|morgen|abend)|moin|servus|hola|buenos dias|buenas (tardes|noches)|bonjour|salut|bonsoir)\b/;
const filler = new Set(
  'a an the is are am i we you it to of in on at and or please there my our with this that for me us have has do can'.split(
    ' ',
  ),
);

/** What is said besides the wish for a person: "I want to talk to a person: the lift hums" is about the lift. */
export const besidesThePerson = (text: string): string => {
  const [wish, ...rest] = text.split(/(?<=[:.,!?;])\s|\s(?:about|because|wegen|por|pour)\s/);
  return rest.length > 0 && readIntent(wish ?? '').wantsPerson ? rest.join(' ').trim() : text;
};

/**
 * Reads the intents of one message. Case and accents are folded away first, so the patterns are plain ASCII; danger is
 * looked for in the whole text, answers in its beginning.
 */
export function readIntent(text: string): Intent {
  const said = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'").trim();
  const answerOnly = said.length <= 60;
  const number = /\bc-?(\d{3,7})\b/.exec(said)?.[1];
  const words = said.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0 && !filler.has(word)).length;
  return {
    danger: dangerIn(said),
    wantsPerson: person.test(said),
    yes: answerOnly && yes.test(said),
    no: answerOnly && no.test(said),
    thanks: answerOnly && thanks.test(said),
    persists: persists.test(said),
    greeting: greeting.test(said),
    rating: /^[1-5]$/.test(said) ? Number(said) : null,
    caseNumber: number ? `C-${number}` : null,
    words,
  };
}
