/** Words after a subject that are no verb in the present, so that no -s belongs to them. */
const unchanged = new Set(
  `can could will would should shall may might must had was did went got said told came saw took made found left bought
   lost heard knew felt wrote met paid put used forgot ate kept brought began gave ran read sent spent won broke thought
   spoke drove flew fell grew threw drew chose woke wore stood understood taught caught built lent slept rang sang drank
   sat hid held rode shook stole tore hung dealt meant led fed stuck struck hurt cut set let hit shut quit cost became
   agreed freed guaranteed cannot`.split(/\s+/),
);
/** Words that stand between a subject and its verb. */
const between = new Set(
  `just really never always also still already only ever often usually probably certainly definitely actually even
   normally sometimes kind sort`.split(/\s+/),
);
/** Words that show the pronoun before them to be an object: no verb follows. */
const afterObject = new Set(
  `to for in on at with and or but about of from who that if when as so this the a an some all how what not by there
   here tomorrow today tonight now soon again later very more any too out off up down my your his her our their
   because before after until than then sir madam it one both guys people`.split(/\s+/),
);
const irregular: Readonly<Record<string, string>> = {
  am: 'is',
  are: 'is',
  have: 'has',
  do: 'does',
  go: 'goes',
  "don't": "doesn't",
  "haven't": "hasn't",
  "aren't": "isn't",
  were: 'was',
  "weren't": "wasn't",
};
/** Verbs that end like a participle or an adverb. */
const verbsAfterAll =
  /^(?:bring|sing|ring|swing|cling|apply|reply|rely|supply|comply|fly|need|feed|speed|exceed|proceed)$/;

/** The third person of a verb in the present; what is no such verb comes back as it is. */
export function thirdPerson(verb: string): string {
  const lower = verb.toLowerCase();
  if (Object.hasOwn(irregular, lower)) return irregular[lower] ?? verb;
  if (unchanged.has(lower) || !/^[a-z]+$/.test(lower)) return verb;
  if (/(?:[^e]ed|ing|ly)$/.test(lower) && !verbsAfterAll.test(lower)) return verb;
  if (/(?:s|sh|ch|x|z|[^aeiou]o)$/.test(lower)) return `${verb}es`;
  return /[^aeiou]y$/.test(lower) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** Whether a word may stand between a subject and its verb. */
export const isBetween = (word: string): boolean => between.has(word.toLowerCase());

/** Puts the verb of a subject into the third person, in place; `from` is the word after the subject. */
export function agree(words: string[], from: number): void {
  let at = from;
  while (at < from + 2 && isBetween(words[at] ?? '')) at++;
  const [, bare = '', marks = ''] = /^([\w']+)(.*)$/.exec(words[at] ?? '') ?? [];
  if (bare !== '' && !afterObject.has(bare.toLowerCase())) words[at] = thirdPerson(bare) + marks;
}
