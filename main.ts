import { parseArgs } from 'node:util';
import { commandIo } from './command-io.ts';
import { BadInput, type CommandIo } from './domain/command-io.ts';
import { EncoderTrouble } from './knowledge/encoders/encoder.ts';
import { countDeadLetters, exportCompany, importCompany, replayDeadLetters } from './remote.ts';
import { BadSettings, readCaller, readSettings, type Settings } from './settings.ts';

const help = `fieldline <command>

  start                       starts the product; settings come from the environment (docs/operations.md)
  import FILE [--dry-run]     brings a company in; FILE may be - for what is piped in
  export                      writes the present company, as import takes it
  dead-letters                lists how many messages could not be handled or sent
  dead-letters replay         puts them back to be tried again, once
  schedule PROBLEM.json       plans technicians' routes; schedule --help tells more
  detect                      watches readings and prints alerts; detect --help tells more
  life --history RUNS.jsonl   tells how long assets will last; life --help tells more
  search                      finds the articles of a file that answer the queries of another; search --help tells more
  similar                     finds the short texts of a file that say the same; similar --help tells more
  sentiment                   tells how messages sound, in seven levels; sentiment --help tells more
  summarize                   tells dialogues in a few sentences each; summarize --help tells more
  reply-text                  prints what senders of mails newly wrote; reply-text --help tells more
  --help                      this text

The commands from schedule on work on files alone; the others but start ask the running server at PUBLIC_URL with
FIELDLINE_TOKEN, the bearer token of an admin.

Demo on this machine:  npm start`;

/** Runs one command of the command line; exit code 2 for what cannot be carried out, with one clear line. */
async function run(argv: readonly string[]): Promise<void> {
  const engine = Object.hasOwn(engines, argv[0] ?? '') ? engines[argv[0] ?? ''] : undefined;
  if (engine) return runEngine(engine, argv.slice(1));
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { help: { type: 'boolean' }, 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) return void process.stdout.write(`${help}\n`);
  if (command === 'start') return start(readSettings(process.env));
  const said = await ask(command, rest, values['dry-run']);
  process.stdout.write(`${said}\n`);
}

/** Engines on files: each has options of its own, and needs neither settings nor a server. */
type Engine = (argv: readonly string[], io: CommandIo) => number | Promise<number>;
const engines: Readonly<Record<string, () => Promise<Engine>>> = {
  schedule: async () => (await import('./planning/schedule-command.ts')).schedule,
  search: async () => (await import('./knowledge/command/search-command.ts')).search,
  'reply-text': async () => (await import('./channels/mail/reply-text-command.ts')).replyTexts,
  summarize: async () => (await import('./knowledge/command/summarize-command.ts')).summarize,
  sentiment: async () => (await import('./knowledge/command/sentiment-command.ts')).sentiment,
  similar: async () => (await import('./knowledge/command/similar-command.ts')).similar,
  detect: async () => (await import('./devices/detect/detect-command.ts')).detect,
  life: async () => (await import('./devices/life/life-command.ts')).life,
};

async function runEngine(engine: (typeof engines)[string], argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0); // the reader has seen enough, as `head` does
  });
  const run = await engine();
  process.exit(await run(argv, commandIo)); // its threads need no farewell
}

/** The commands that ask the running server, so that no second process touches its data; answers what to print. */
async function ask(command: string, rest: readonly string[], dryRun: boolean): Promise<string> {
  const [what] = rest;
  if (command === 'import') return importCompany(readCaller(process.env), { file: what, dryRun });
  if (command === 'export') return exportCompany(readCaller(process.env));
  if (command === 'dead-letters' && what === undefined) return countDeadLetters(readCaller(process.env));
  if (command === 'dead-letters' && what === 'replay') return replayDeadLetters(readCaller(process.env));
  if (command === 'dead-letters') throw new BadSettings('dead-letters knows only "replay"');
  throw new BadSettings(`there is no command "${command}"; try fieldline --help`);
}

async function start(settings: Settings): Promise<void> {
  const { startApp } = await import('./app.ts'); // the whole product: commands that only ask need none of it
  const { pino } = await import('pino');
  const log = pino({ level: settings.logLevel });
  const app = await startApp(settings, log).catch((error: unknown) => {
    log.debug({ err: error }, 'did not start');
    throw new BadSettings(`could not start: ${error instanceof Error ? error.message : error}`);
  });
  if (settings.mode === 'demo')
    process.stdout.write(
      whatToTry(app.url, app.devices ?? 'over WebSocket and HTTP only: MQTT_PORT is taken'),
    );
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), 9_500).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

const whatToTry = (url: string, devices: string): string => `
  Fieldline is ready, with the demo company Avonside Building Services.

  Start here              ${url}/
  Write as a customer     ${url}/chat        try: the AC on floor 3 is leaking again
  Answer as an agent      ${url}/desk?as=agent
  Drive as a technician   ${url}/desk?as=technician
  Decide as a supervisor  ${url}/desk?as=supervisor
  In a Teams playground   npm run playground -- agent
  REST API                ${url}/api/docs
  Connect a device        ${devices}  after POST /api/devices {"id"} has told its key
  Health                  ${url}/health

  Ctrl-C stops it. Everything is kept in the data folder.

`;

/** What the command line's own reader says of an option that is not there. */
const isMistyped = (error: unknown): error is Error =>
  error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

run(process.argv.slice(2)).catch((error: unknown) => {
  const known =
    error instanceof BadSettings ||
    error instanceof BadInput ||
    error instanceof EncoderTrouble ||
    isMistyped(error);
  process.stderr.write(
    known ? `fieldline: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(known ? 2 : 1);
});
