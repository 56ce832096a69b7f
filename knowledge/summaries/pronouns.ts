import type { Speech } from './indirect-speech.ts';
import { agree, isBetween } from './third-person.ts';

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
/** After these "you" does something; after any other word it may be whom something is done to ("I told you everything"). */
const clauseBegins =
  /^(?:that|if|whether|when|where|why|how|what|which|who|whatever|whenever|because|since|so|either|but|and|or|until|while|unless|though|although|once|think|hope|guess|suppose|mean|sure|afraid|glad|says|said|know|everything|all|anything)$/i;
/** Verbs in the present that no object follows: with one of these behind it "you" does something wherever it stands. */
const plainVerb =
  /^(?:are|were|have|do|need|want|know|think|say|feel|live|seem|understand|remember|mean|aren't|weren't|haven't|don't)$/i;
/** What follows a "'d" that stands for "had". */
const participle =
  /^(?:better|been|had|done|gone|seen|got|taken|made|told|heard|said|paid|bought|lost|left|sent|found|known|forgotten|\w+[^e]ed)$/i;
const turned: Readonly<Record<string, string>> = { am: 'is', are: 'is', was: 'was', were: 'was' };
const plural: ReadonlyMap<string, string> = new Map([
  ['we', 'they'],
  ["we're", 'they are'],
  ["we'll", 'they will'],
  ["we've", 'they have'],
  ["we'd", 'they would'],
  ['our', 'their'],
  ['ours', 'theirs'],
  ['us', 'them'],
  ['ourselves', 'themselves'],
]);

/**
 * Replaces "I" by the speaker and "you" by the listener, with their verbs and possessives, and "we" by "they". Works word
 * by word, so that a name may hold any character.
 */
export function toThirdPerson(text: string, { speaker, listener }: Speech): string {
  const said = text.split(' ');
  const words = [...said];
  for (const [at, word] of said.entries()) {
    const [, bare = '', marks = ''] = /^([A-Za-z']+)([^\p{L}\p{N}]*)$/u.exec(word) ?? [];
    const told =
      bare === 'US' ? undefined : tellWord(bare, said.slice(at + 1, at + 3), { speaker, listener });
    if (told === undefined) continue;
    words[at] = told + marks;
    if (!isSubject(bare) || marks !== '') continue;
    const before = said[at - 1] ?? '';
    const previous = before.toLowerCase();
    if (/^(?:are|were)$/.test(said[at + 1] ?? '') && bare === 'I') continue; // "my friends and I are"
    if (/^(?:am|are|was|were)$/.test(previous)) words[at - 1] = turned[previous] ?? before;
    else if (!auxiliary.test(before) && (bare === 'I' || isDoing(before, said[at + 1] ?? '')))
      agree(words, at + 1);
  }
  return words.join(' ');
}

/** Whether "you" between these words does something, as far as can be told. */
const isDoing = (before: string, after: string): boolean =>
  before === '' || /[,;:]$/.test(before) || clauseBegins.test(before) || plainVerb.test(after);

function tellWord(word: string, next: readonly string[], { speaker, listener }: Speech): string | undefined {
  if (word === 'I' || word === 'me') return speaker;
  const lower = word.toLowerCase();
  if (lower === 'my' || lower === 'mine') return `${speaker}'s`;
  if (lower === 'you') return listener;
  if (lower === 'your' || lower === 'yours') return `${listener}'s`;
  const [, pronoun, short = ''] = /^(i|you|we)'(m|re|ll|ve|d)$/.exec(lower) ?? [];
  if (short === 'd' && isParticiple(next))
    return `${pronoun === 'we' ? 'they' : pronoun === 'i' ? speaker : listener} had`;
  if (pronoun && pronoun !== 'we') return `${pronoun === 'i' ? speaker : listener} ${contracted[short]}`;
  return plural.get(lower);
}

const isParticiple = ([first = '', second = '']: readonly string[]): boolean =>
  participle.test((isBetween(first) ? second : first).replace(/\W+$/, ''));

const isSubject = (word: string): boolean => word === 'I' || word.toLowerCase() === 'you';
