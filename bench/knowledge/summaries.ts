import { join } from 'node:path';
import { stem } from '../../knowledge/language/stemmers.ts';
import { summariseDialogue } from '../../knowledge/summaries/summarise-dialogue.ts';
import type { Figure } from '../rig/figures.ts';
import { linesOf } from './sets.ts';

interface Dialogue {
  readonly dialogue: string;
  readonly summaries: readonly string[];
}

/** ROUGE-1, -2 and -L (F1 in percent, stemmed, mean over references) of summaries made without a model, and their cost. */
export function measureSummaries(folder: string): Figure[] {
  const dialogues = linesOf<Dialogue>(join(folder, 'dialogsum', 'dialogs.jsonl'));
  if (dialogues.length === 0) return [];
  const begun = process.cpuUsage();
  const made = dialogues.map(({ dialogue }) => {
    const messages = dialogue.split('\n').map((line, at) => {
      const [, from = 'somebody', text = line] = /^(#[^:]+#):\s*(.*)$/.exec(line) ?? [];
      return { id: `m${at}`, from, text };
    });
    return summariseDialogue(messages)
      .map(({ text }) => text)
      .join(' ');
  });
  const { user, system } = process.cpuUsage(begun);
  const scores = dialogues.map(({ summaries }, at) =>
    meanOf(summaries.map((each) => rouge(made[at] ?? '', each))),
  );
  const [one = 0, two = 0, longest = 0] = meanOf(scores);
  const figure = (what: string, value: number, atLeast: number): Figure => ({
    bench: 'dialogsum',
    what,
    value: value * 100,
    unit: '%',
    target: { atLeast },
  });
  return [
    figure('ROUGE-1', one, 28),
    figure('ROUGE-2', two, 7.5),
    figure('ROUGE-L', longest, 21.5),
    {
      bench: 'dialogsum',
      what: 'CPU a dialogue',
      value: (user + system) / 1_000 / dialogues.length,
      unit: 'ms',
      target: { atMost: 5 },
    },
  ];
}

const meanOf = (rows: readonly (readonly number[])[]): number[] =>
  (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length);

function rouge(made: string, reference: string): number[] {
  const a = tokens(made);
  const b = tokens(reference);
  const pairs = (words: readonly string[]) => words.slice(1).map((word, at) => `${words[at]} ${word}`);
  return [
    f1(shared(a, b), a.length, b.length),
    f1(shared(pairs(a), pairs(b)), a.length - 1, b.length - 1),
    f1(longestCommon(a, b), a.length, b.length),
  ];
}

const tokens = (text: string): string[] =>
  (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => (word.length > 3 ? stem(word, 'en') : word));

const f1 = (hits: number, made: number, wanted: number): number =>
  hits === 0 ? 0 : (2 * hits) / (made + wanted);

function shared(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const each of b) left.set(each, (left.get(each) ?? 0) + 1);
  let hits = 0;
  for (const each of a) {
    const count = left.get(each) ?? 0;
    if (count > 0) hits++;
    left.set(each, count - 1);
  }
  return hits;
}

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let above = new Uint16Array(b.length + 1);
  for (const word of a) {
    const row = new Uint16Array(b.length + 1);
    for (const [at, other] of b.entries())
      row[at + 1] = word === other ? above[at]! + 1 : Math.max(above[at + 1]!, row[at]!);
    above = row;
  }
  return above[b.length] ?? 0;
}
