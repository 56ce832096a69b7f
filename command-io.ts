import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { BadInput, type CommandIo, type Shape } from './domain/command-io.ts';

/** Files, standard input and standard output for the engines' commands. */
export const commandIo: CommandIo = {
  jsonLines,
  print: (text) =>
    new Promise((resolve, reject) =>
      process.stdout.write(text, (error) => (error ? reject(error) : resolve())),
    ),
};

/** A search over half of a file would look like one over all of it, so the first bad line ends the reading. */
async function* jsonLines<T>(file: string, shape: Shape<T>): AsyncGenerator<T> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const name = file === '-' ? 'standard input' : file;
  let at = 0;
  try {
    for await (const line of linesOf(input)) {
      at++;
      const written = line.trim(); // a byte order mark goes with the spaces
      if (written === '') continue;
      const place = `${name} line ${at}`;
      yield checked(shape, parsed(written, place), place);
    }
  } catch (error) {
    throw isFileTrouble(error) ? new BadInput(`${name} cannot be read: ${error.message}`) : error;
  }
}

/** Cut at line feeds only: `node:readline` also cuts at U+2028, which stands unescaped in the strings of many writers. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  input.setEncoding('utf8');
  let begun: string[] = [];
  for await (const chunk of input as AsyncIterable<string>) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
      yield begun.join('') + chunk.slice(from, end);
      begun = [];
      from = end + 1;
    }
    begun.push(chunk.slice(from));
  }
  yield begun.join('');
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadInput(`${place} is no JSON; write one object a line`);
  }
}

function checked<T>(shape: Shape<T>, value: unknown, place: string): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new BadInput(`${place}: ${field}${issue?.message}`);
}

const isFileTrouble = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;
