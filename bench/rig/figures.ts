/** One thing that was measured. */
export interface Figure {
  readonly bench: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What is promised: the value stays at or below it (or at or above, where more is better). */
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  /** What a reader must know to judge the value. */
  readonly note?: string;
}

/** Whether a figure keeps its promise; undefined when nothing was promised. */
export function isKept({ value, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}

const targetOf = ({ target, unit }: Figure): string => {
  if (!target) return '';
  return 'atMost' in target ? `<= ${target.atMost} ${unit}` : `>= ${target.atLeast} ${unit}`;
};
const number = (value: number): string =>
  Math.abs(value) >= 100
    ? value.toFixed(0)
    : value.toFixed(Number.isInteger(value) ? 0 : 1 + Number(value < 10));
const verdicts = new Map([
  [true, 'kept'],
  [false, 'MISSED'],
]);

/** Figures as a table a person reads. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((one) => [
    one.bench,
    one.what,
    `${number(one.value)} ${one.unit}`,
    targetOf(one),
    verdicts.get(isKept(one) as boolean) ?? '',
    one.note ?? '',
  ]);
  const all = [['bench', 'figure', 'measured', 'target', '', 'note'], ...rows];
  const widths = all[0]!.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
