import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { startApp } from './app.ts';
import { BadSettings, readSettings, type Settings } from './settings.ts';

const help = `fieldline <command>

  start                       starts the product; settings come from the environment (docs/operations.md)
  dead-letters                lists how many messages could not be handled or sent
  dead-letters replay         puts them back to be tried again, once
  --help                      this text

Demo on this machine:  npm start`;

/** Runs one command of the command line; exit code 2 for what cannot be carried out, with one clear line. */
async function run(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [command, ...rest] = positionals;
  if (values.help || command === undefined) return void process.stdout.write(`${help}\n`);
  if (command === 'start') return start(readSettings(process.env));
  if (command === 'dead-letters') return deadLetters(rest[0]);
  throw new BadSettings(`there is no command "${command}"; try fieldline --help`);
}

async function start(settings: Settings): Promise<void> {
  const log = pino({ level: settings.logLevel });
  const app = await startApp(settings, log).catch((error: unknown) => {
    log.debug({ err: error }, 'did not start');
    throw new BadSettings(`could not start: ${error instanceof Error ? error.message : error}`);
  });
  if (settings.mode === 'demo') process.stdout.write(whatToTry(app.url));
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

/** Asks the running server, so that no second process touches its data. */
async function deadLetters(action: string | undefined): Promise<void> {
  const { publicUrl } = readSettings(process.env);
  const token = process.env.FIELDLINE_TOKEN;
  if (!token) throw new BadSettings('FIELDLINE_TOKEN: set it to the bearer token of an admin');
  if (action !== undefined && action !== 'replay') throw new BadSettings('dead-letters knows only "replay"');
  const answer = await fetch(`${publicUrl}/api/dead-letters${action ? '/replay' : ''}`, {
    method: action ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new BadSettings(`the server answered ${answer.status}: ${await answer.text()}`);
  process.stdout.write(`${await answer.text()}\n`);
}

const whatToTry = (url: string): string => `
  Fieldline is ready, with the demo company Avonside Building Services.

  Start here              ${url}/
  Write as a customer     ${url}/chat        try: the AC on floor 3 is leaking again
  Answer as an agent      ${url}/desk?as=agent
  Drive as a technician   ${url}/desk?as=technician
  Decide as a supervisor  ${url}/desk?as=supervisor
  In a Teams playground   npm run playground -- agent
  REST API                ${url}/api/docs
  Health                  ${url}/health

  Ctrl-C stops it. Everything is kept in the data folder.

`;

run(process.argv.slice(2)).catch((error: unknown) => {
  const known = error instanceof BadSettings;
  process.stderr.write(
    known ? `fieldline: ${error.message}\n` : `${error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(known ? 2 : 1);
});
