import type { Speech } from './indirect-speech.ts';
import { agree } from './third-person.ts';

const contracted: Readonly<Record<string, string>> = {
  m: 'is',
  re: 'is',
  ll: 'will',
  ve: 'has',
  d: 'would',
};
/** After these the verb keeps its bare form: "will you be", "did you see". */
const auxiliary =
  /^(?:can|could|will|would|shall|should|may|might|must|do|does|did|don't|didn't|won't|let|help|make)$/i;
/** After these "you" is whom something is done to, and what follows is no verb of it. */
const governing =
  /(?:[^e]ed|to|for|with|of|at|on|from|about|by|send|tell|give|ask|help|thank|show|bring|call|see|meet|get|let|make|take|hear|wish|advise|remind|miss|love|like|find|teach|offer|pay)$/i;
const turned: Readonly<Record<string, string>> = {
  am: 'is',
  are: 'is',
  was: 'was',
  were: 'was',
  have: 'has',
};
const plural: Readonly<Record<string, string>> = {
  we: 'they',
  "we're": 'they are',
  "we'll": 'they will',
  "we've": 'they have',
  "we'd": 'they would',
  our: 'their',
  ours: 'theirs',
  us: 'them',
  ourselves: 'themselves',
};

/**
 * Replaces "I" by the speaker and "you" by the listener, with their verbs and possessives, and "we" by "they". Works word
 * by word, so that a name may hold any character.
 */
export function toThirdPerson(text: string, { speaker, listener }: Speech): string {
  const words = text.split(' ');
  for (const [at, word] of words.entries()) {
    const [, bare = '', marks = ''] = /^([A-Za-z']+)(.*)$/.exec(word) ?? [];
    const told = tellWord(bare, { speaker, listener });
    if (told === undefined) continue;
    words[at] = told + marks;
    if (!isSubject(bare) || marks !== '') continue;
    const before = words[at - 1]?.toLowerCase() ?? '';
    if (turned[before] && /^(?:am|are|was|were)$/.test(before)) words[at - 1] = turned[before];
    else if (!auxiliary.test(before) && (bare === 'I' || !governing.test(before))) agree(words, at + 1);
  }
  return words.join(' ');
}

function tellWord(word: string, { speaker, listener }: Speech): string | undefined {
  if (word === 'I' || word === 'me' || word === 'myself') return speaker;
  const lower = word.toLowerCase();
  if (lower === 'my' || lower === 'mine') return `${speaker}'s`;
  if (lower === 'you' || lower === 'yourself') return listener;
  if (lower === 'your' || lower === 'yours') return `${listener}'s`;
  const [, pronoun, short = ''] = /^(i|you)'(m|re|ll|ve|d)$/.exec(lower) ?? [];
  if (pronoun) return `${pronoun === 'i' ? speaker : listener} ${contracted[short]}`;
  return plural[lower];
}

const isSubject = (word: string): boolean => word === 'I' || word.toLowerCase() === 'you';
