import type { z } from 'zod';
import { goals } from '../../domain/scheduling/model/problem.ts';
import { didYouMean } from './near-word.ts';
import { knownFields } from './shape.ts';

type Path = readonly PropertyKey[];

/** Turns what zod found into the line a person reads: job or resource by its id, field, what is wrong, what stands there. */
export function refusalOf(issue: z.core.$ZodIssue, raw: unknown): string {
  if (issue.code === 'unrecognized_keys') return unknownField(issue.path, issue.keys[0]!, raw);
  if (issue.code === 'invalid_union' && typeof valueAt(raw, issue.path) !== 'object')
    return `${placeOf(issue.path, raw).owner} must be a list of goals or { "weights": { ... } }${shown(valueAt(raw, issue.path))}`;
  const inner = issue.code === 'invalid_union' ? unionIssue(issue, valueAt(raw, issue.path)) : null;
  if (inner !== null) return refusalOf({ ...inner, path: [...issue.path, ...inner.path] }, raw);
  const value = valueAt(raw, issue.path);
  const { owner, field } = placeOf(issue.path, raw);
  const subject = field === '' ? owner : `${owner}: ${field}`;
  if (issue.code === 'invalid_key') return unknownGoal(owner, String(issue.path.at(-1)));
  if (issue.message === 'is no goal') return unknownGoal(subject, value);
  if (value === undefined) return `${subject} is missing`;
  return `${subject} ${issue.message}${shown(value)}`;
}

/** Of an objective that is neither a list nor weights, what is wrong with the one it looks like. */
function unionIssue(issue: z.core.$ZodIssueInvalidUnion, value: unknown): z.core.$ZodIssue | null {
  const wanted = issue.errors[Array.isArray(value) ? 0 : 1] ?? [];
  return wanted.length === 0 ? null : clearest(wanted);
}

/** Of all that is wrong the one to speak of: a misspelt field explains the one that is missing. */
export const clearest = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue =>
  issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;

const unknownGoal = (subject: string, value: unknown): string =>
  `${subject}: ${JSON.stringify(value)} is no goal${didYouMean(String(value), goals)}`;

function unknownField(path: Path, key: string, raw: unknown): string {
  const { owner, field } = placeOf(path, raw);
  const kind = path.findLast((step) => typeof step === 'string') ?? '';
  const subject = field === '' ? owner : `${owner}: ${field}`;
  const known = knownFields[String(kind)] ?? [];
  const present = Object.keys(valueAt(raw, path) ?? {}); // a field that is there already is hardly the one meant
  const absent = known.filter((each) => !present.includes(each));
  return `${subject} has no field "${key}"${didYouMean(key, absent) || didYouMean(key, known)}`;
}

const nameOf: Readonly<Record<string, string>> = { jobs: 'job', resources: 'resource' };

/** Who a path is about, by id where there is one, and the field of it. */
export function placeOf(path: Path, raw: unknown): { readonly owner: string; readonly field: string } {
  const [list, at, ...rest] = path;
  const kind = nameOf[String(list)];
  if (kind === undefined || typeof at !== 'number') {
    return path.length === 0 ? { owner: 'the problem', field: '' } : { owner: fieldOf(path), field: '' };
  }
  const id = valueAt(raw, [list!, at, 'id']);
  return {
    owner: typeof id === 'string' && id !== '' ? `${kind} ${id}` : `${String(list)}[${at}]`,
    field: fieldOf(rest),
  };
}

const fieldOf = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

const valueAt = (raw: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (found, step) =>
      typeof found === 'object' && found !== null ? (found as Record<PropertyKey, unknown>)[step] : undefined,
    raw,
  );

function shown(value: unknown): string {
  const said = JSON.stringify(value);
  return said === undefined || said.length > 60 ? '' : `, it is ${said}`;
}
