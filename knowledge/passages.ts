/** A piece of an article small enough to be quoted and whole enough to be understood. */
export interface Passage {
  /** The heading it stands under, searched but not quoted. */
  readonly heading: string;
  readonly sentences: readonly string[];
}

interface Block {
  readonly heading: string;
  readonly sentences: readonly string[];
  readonly words: number;
}

/** A passage is closed when the next block would carry it beyond this many words. */
const passageWords = 110;
const quoteCharacters = 420;
const segmenters = new Map<string, Intl.Segmenter>();

/**
 * Cuts a Markdown body into passages of plain sentences: never across a heading, inside a list item
 * only if it is long.
 */
export function passagesOf(markdown: string, language: string): Passage[] {
  const passages: { heading: string; sentences: string[]; words: number }[] = [];
  for (const block of blocksOf(markdown, language).flatMap(cutLong)) {
    const last = passages.at(-1);
    if (last && last.heading === block.heading && last.words + block.words <= passageWords) {
      last.sentences.push(...block.sentences);
      last.words += block.words;
    } else passages.push({ ...block, sentences: [...block.sentences] });
  }
  return passages.map(({ heading, sentences }) => ({ heading, sentences }));
}

/** Removes Markdown's marks from one line, keeping what a reader would see. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/!\[([^\][]{0,500})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/\[([^\][]{1,500})\]\([^()]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__|\*|`|~~)(?=\S)(.{1,1000}?)(?<=\S)\1/g, '$2')
    .replace(/<[^<>\s][^<>]{0,2000}>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Cuts plain text into sentences as the language writes them. */
export function sentencesOf(text: string, language: string): string[] {
  const segmenter = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, segmenter);
  return [...segmenter.segment(text)].map((part) => part.segment.trim()).filter(Boolean);
}

/**
 * The best one to three neighbouring sentences: those whose weights add up highest, the earliest among
 * equals.
 */
export function bestSentences(sentences: readonly string[], weights: readonly number[]): string {
  let best = { from: 0, weight: -1 };
  for (let from = 0; from === 0 || from + 3 <= sentences.length; from++) {
    const weight = weights.slice(from, from + 3).reduce((sum, each) => sum + each, 0);
    if (weight > best.weight + 1e-9) best = { from, weight };
  }
  const [first = '', ...rest] = sentences.slice(best.from, best.from + 3);
  return rest.reduce(
    (quote, next) => (quote.length + next.length < quoteCharacters ? `${quote} ${next}` : quote),
    first,
  );
}

function blocksOf(markdown: string, language: string): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let lines: string[] = [];
  const close = () => {
    const text = plainText(lines.join(' '));
    lines = [];
    if (text) blocks.push({ heading, sentences: sentencesOf(text, language), words: countWords(text) });
  };
  for (const line of markdown.split(/\r?\n/)) {
    const title = /^#{1,6}\s+(.*)$/.exec(line)?.[1]?.replace(/(?<!#)#+$/, '');
    const startsBlock =
      title !== undefined || !line.trim() || /^\s*(?:[-*+]\s|\d+[.)]\s|\||>|```)/.test(line);
    if (startsBlock) close();
    if (title !== undefined) heading = plainText(title);
    else if (!/^(?:```|[\s:|-]+$)/.test(line.trim())) lines.push(unmarked(line));
  }
  close();
  return blocks;
}

function unmarked(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .replace(/^\s*(?:[-*+]\s+|\d+[.)]\s+|>\s?)/, '')
    .replace(/^\||\|\s*$/g, '')
    .replace(/\s*\|\s*/g, ', ');
}

function cutLong(block: Block): Block[] {
  if (block.words <= passageWords) return [block];
  return block.sentences.map((text) => ({ ...block, sentences: [text], words: countWords(text) }));
}

function countWords(text: string): number {
  return text.split(' ').length;
}
