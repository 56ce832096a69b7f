import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';

/** What a person gave that cannot be carried out: one line that names file, line and field. */
export class BadLine extends Error {}

/**
 * Reads a file of JSON lines, each checked; `-` is standard input. Throws BadLine at the first line that is no JSON or not of the
 * shape, because a search over half of a file would look like one over all of it.
 */
export async function* jsonLines<S extends z.ZodType>(file: string, shape: S): AsyncGenerator<z.output<S>> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const name = file === '-' ? 'standard input' : file;
  let at = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      at++;
      if (line.trim() === '') continue;
      yield checked(shape, parsed(line, `${name} line ${at}`), `${name} line ${at}`);
    }
  } catch (error) {
    throw isFileTrouble(error) ? new BadLine(`${name} cannot be read: ${error.message}`) : error;
  }
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadLine(`${place} is no JSON; write one object a line`);
  }
}

function checked<S extends z.ZodType>(shape: S, value: unknown, place: string): z.output<S> {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  const field = issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new BadLine(`${place}: ${field}${issue.message}`);
}

const isFileTrouble = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;
