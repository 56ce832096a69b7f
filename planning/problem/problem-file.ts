import { readFileSync } from 'node:fs';
import type { Problem } from '../../domain/scheduling/model/problem.ts';
import { BadProblem } from './bad-problem.ts';
import { crossCheck } from './cross-checks.ts';
import { clearest, refusalOf } from './refusal.ts';
import { type Scanned, scanMatrices, wordFor } from './matrix-scan.ts';
import { problemShape } from './shape.ts';

/** Reads a problem's JSON ("-" for what is piped in); refuses with one line what is not there or not JSON. */
export function readJson(file: string): unknown {
  const bytes = bytesOf(file);
  try {
    const scanned = scanMatrices(bytes);
    const raw: unknown = JSON.parse(scanned?.text ?? bytes.toString('utf8'));
    return scanned === null || restore(raw, scanned) ? raw : JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    throw new BadProblem(`${file} is not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new BadProblem(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Puts matrices where their words stand in `travel`; false when one of them was meant for another place. */
function restore(raw: unknown, { matrices }: Scanned): boolean {
  const travel = (raw as { travel?: Record<string, unknown> } | null)?.travel;
  let restored = 0;
  for (const field of ['durations', 'distances']) {
    const matrix = travel?.[field] === wordFor(field) ? matrices.get(wordFor(field)) : undefined;
    if (matrix === undefined) continue;
    travel![field] = matrix;
    restored++;
  }
  return restored === matrices.size;
}

/**
 * Checks a problem at the edge: its shape (unknown fields are refused, with the one probably meant), then that all of it
 * fits together. The cells of matrices are checked later, where they are packed. Throws BadProblem naming the job or
 * resource and the field.
 */
export function checkProblem(raw: unknown): Problem {
  const found = problemShape.safeParse(raw);
  if (!found.success) throw new BadProblem(refusalOf(clearest(found.error.issues), raw));
  const problem = found.data as Problem;
  crossCheck(problem);
  return problem;
}
