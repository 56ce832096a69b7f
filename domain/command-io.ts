/** What a person gave a command that cannot be carried out: one line that names file, line and field, and the mend. */
export class BadInput extends Error {}

/** What checks a value of unknown shape; a zod schema is one. */
export interface Shape<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

/** How an engine's command reads and writes, handed in so that no engine knows files. */
export interface CommandIo {
  /**
   * Reads a file of JSON lines, each checked; `-` is standard input. Throws BadInput at the first line that is no JSON or
   * not of the shape.
   */
  jsonLines<T>(file: string, shape: Shape<T>): AsyncIterable<T>;
  /** Resolves when the text has left, so that a slow reader slows us instead of filling memory. */
  print(text: string): Promise<void>;
}
