import { parseArgs } from 'node:util';
import { BadInput } from './bad-input.ts';

/** What `fieldline detect` was asked for. */
export interface Asked {
  /** Where what was learned is kept between runs. */
  readonly state?: string;
  readonly everyScore: boolean;
  /** A file to read instead of standard input. */
  readonly file?: string;
}

/** What `fieldline detect --help` prints. */
export const detectHelp = `fieldline detect [READINGS.ndjson] [--state FILE] [--every-score]

  Watches readings and prints alerts, as NDJSON; without a file it reads standard input. One line a reading, in order of time:
    {"device":"pump-7","channel":"temperature","at":"2026-03-02T08:00:00Z","value":71.4}      "at" may be epoch milliseconds
    {"at":"2026-03-02T08:05:00Z","tick":true}                                                 moves the clock without a reading

  --state FILE     goes on exactly where the run before stopped, and keeps what was learned there at the end (written whole or not at all)
  --every-score    one line for every reading, at once: its score 0..1 (0.5 is the alarm line) and the kind of detector it comes from

  Alerts are raised once for each device, channel and kind until they are cleared. Ctrl-C keeps the state and ends. What each
  detector looks for is told in docs/telemetry.md.
`;

/** Reads the words after \`detect\`; null when only help is wanted. */
export function readCommandLine(argv: readonly string[]): Asked | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      state: { type: 'string' },
      'every-score': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (more.length > 0) throw new BadInput(`one file at a time; "${more[0]}" is one too many`);
  if (values.state === '') throw new BadInput('--state wants the name of a file');
  return {
    everyScore: values['every-score'],
    ...(values.state !== undefined && { state: values.state }),
    ...(file !== undefined && file !== '-' && { file }),
  };
}
