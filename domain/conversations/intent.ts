/** What a customer's words ask for, before any model is asked: few intents, each by plain words in four languages. */
export interface Intent {
  /** The words of danger found, or null. */
  readonly danger: string | null;
  readonly wantsPerson: boolean;
  readonly yes: boolean;
  readonly no: boolean;
  readonly thanks: boolean;
  readonly greeting: boolean;
  /** A lone number from 1 to 5, as an answer to the rating question. */
  readonly rating: number | null;
  /** A case number that was named, e.g. `C-1042`. */
  readonly caseNumber: string | null;
  /** How many words carry meaning beyond the above. */
  readonly words: number;
}

/** Phrases that mean harm to people now. Kept narrow on purpose: "fire alarm test" is no fire. */
const danger = [
  /\b(smell(s|ing)?|odou?r|leak(s|ing)?|stink(s|ing)?)\b[^.!?]{0,24}\bgas\b/,
  /\bgas\b[^.!?]{0,16}\b(smell|leak(s|ing|age)?|odou?r|escap\w+)\b/,
  /\bcarbon monoxide\b|\bco (alarm|detector)\b[^.!?]{0,20}\b(going off|beeping|sounding|ringing)\b/,
  /\b(there('s| is| was)|see|on|caught|catching)\s+(a |some |the |open )?(fire|flames)\b/,
  /\b(is|are|it's|its) (burning|on fire|smoking)\b|\b(see|smell|lots of|thick|full of) (the )?smoke\b|\bsmoke (is )?(coming|pouring|everywhere)\b|\bexplo(ded|sion|de)\b/,
  /\b(trapped|stuck|locked)\b[^.!?]{0,24}\b(in|inside)\b[^.!?]{0,16}\b(lift|elevator|room|shaft|cabin)\b/,
  /\b(someone|somebody|person|people|child|woman|man|we|i|i'm|he|she)\b[^.!?]{0,20}\b(is|are|am|'m|got)?\s?trapped\b/,
  /\b(electrocuted|electric shock|unconscious|not breathing|badly hurt|bleeding)\b|\b(sparks?|arcing)\b[^.!?]{0,16}\b(flying|coming|from)\b/,
  /\b(i('ll| will| am going to|'m going to)|gonna)\b[^.!?]{0,24}\b(kill|hurt|shoot|stab|burn)\b[^.!?]{0,16}\b(you|him|her|them|someone|myself|it down)\b|\bbomb\b/,
  /\bgasgeruch\b|\bgasleck\b|\briecht\b[^.!?]{0,32}\bnach gas\b|\bes brennt\b|\b(feuer|brand|rauch) (im|in|aus)\b|\beingeschlossen\b|\b(steckt|stecken|stecke|sitzt|sitzen)\b[^.!?]{0,24}\b(aufzug|fahrstuhl|lift)\b|\bstromschlag\b|\bbewusstlos\b|\bbombe\b|\bich (bringe|tote)\b[^.!?]{0,20}\bum\b/,
  /\bhuele a gas\b|\bolor a gas\b|\b(fuga|escape) de gas\b|\b(hay|veo) (un )?(fuego|incendio|humo)\b|\bse quema\b|\batrapad[oa]s?\b|\bencerrad[oa]s? en el ascensor\b|\bdescarga electrica\b|\binconsciente\b|\bbomba de tiempo\b|\b(te|os|lo) voy a matar\b/,
  /\bodeur de gaz\b|\bfuite de gaz\b|\bsent le gaz\b|\bau feu\b|\b(il y a|y a) (le feu|un incendie|de la fumee)\b|\b(coince|bloque|enferme)e?s?\b[^.!?]{0,20}\bascenseur\b|\belectrocute\b|\binconscient\b|\bje vais (te|vous|le|la) tuer\b/,
];

/** Words that take a danger phrase back: a drill, a test, a question about a routine. */
const harmless =
  /\b(drill|fire drill|test alarm|alarm test|probealarm|no (fire|smoke|gas)|not (on fire|trapped)|false alarm|fehlalarm|simulacro|fausse alerte)\b/;

const person =
  /\b(talk|speak|chat)\b[^.!?]{0,16}\b(to|with)\b[^.!?]{0,16}\b(a |an |some)?(person|human|agent|someone|somebody|representative|people)\b|\b(real|live) (person|human|agent)\b|^(human|agent|person|operator)[.!]?$|\b(mit|einen?) (einem |einer )?(mensch|menschen|mitarbeiter\w*|berater\w*)\b|\bhablar con (una persona|alguien|un agente|un humano)\b|\bparler (a|avec) (une personne|quelqu'un|un agent|un humain)\b/;

const yes =
  /^(yes|yep|yeah|yup|y|sure|correct|right|it is|it did|that (helped|worked|solved it|did it)|solved|ja|jawohl|genau|stimmt|gelost|si|claro|correcto|oui|exact|c'est ca|resolu)\b/;
const no =
  /^(no|nope|nah|n|not really|it did ?n.t|didn.t help|that did ?n.t (help|work)|still|new problem|nein|nicht|leider nicht|no me|non|pas vraiment|toujours pas)\b/;
const thanks =
  /^(ok(ay)?[,.! ]*)?(thanks?( you)?|thank you|thx|cheers|great|perfect|danke\w*|vielen dank|super|gracias|perfecto|merci|parfait)\b/;
const greeting =
  /^(hi|hello|hey|good (morning|afternoon|evening|day)|hallo|guten (tag|morgen|abend)|moin|servus|hola|buenos dias|buenas (tardes|noches)|bonjour|salut|bonsoir)\b/;
const filler = new Set(
  'a an the is are am i we you it to of in on at and or please there my our with this that for me us have has do can'.split(
    ' ',
  ),
);

/** What is said besides the wish for a person: "I want to talk to a person: the lift hums" is about the lift. */
export const besidesThePerson = (text: string): string => {
  const [wish, ...rest] = text.split(/(?<=[:.,!?;])\s+|\s+(?:about|because|wegen|por|pour)\s+/);
  return rest.length > 0 && readIntent(wish ?? '').wantsPerson ? rest.join(' ') : text;
};

/**
 * Reads the intents of one message. Case and accents are folded away first, so the patterns are plain ASCII; danger is
 * looked for in the whole text, answers in its beginning.
 */
export function readIntent(text: string): Intent {
  const said = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'").trim();
  const found = harmless.test(said) ? null : danger.map((pattern) => pattern.exec(said)?.[0]).find(Boolean);
  const answerOnly = said.length <= 60;
  const words = said.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0 && !filler.has(word)).length;
  return {
    danger: found ?? null,
    wantsPerson: person.test(said),
    yes: answerOnly && yes.test(said),
    no: answerOnly && no.test(said),
    thanks: answerOnly && thanks.test(said),
    greeting: greeting.test(said),
    rating: /^[1-5]$/.test(said) ? Number(said) : null,
    caseNumber: /\bc-?(\d{3,7})\b/.exec(said)?.[1] ? `C-${/\bc-?(\d{3,7})\b/.exec(said)?.[1]}` : null,
    words,
  };
}
