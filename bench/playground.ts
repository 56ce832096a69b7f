import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Persona, personaNamed, playgroundConfig } from './playground-config.ts';
import { startTool } from './tool-process.ts';

// Opens Microsoft's Agents Playground, which shows the bot as Teams does, as one of the demo company's staff. It is a
// tool for trying things out and never a dependency: npx fetches it when it is asked for.

const tool = '@microsoft/m365agentsplayground@0.2.28';
const firstPort = 56150;
const server = process.env.PUBLIC_URL ?? `http://127.0.0.1:${process.env.PORT ?? '3978'}`;

const usage = `Usage: npm run playground -- <role, name or id>
  npm run playground -- agent
  npm run playground -- "Grace Whitfield"
The server has to run (npm start); PORT or PUBLIC_URL say where. Several playgrounds can be open at the same time.`;

async function personas(): Promise<readonly Persona[]> {
  const response = await fetch(`${server}/api/demo/personas`).catch(() => undefined);
  if (!response) throw new Error(`Fieldline is not running at ${server}; start it with "npm start" first.`);
  if (!response.ok) throw new Error(`There is no demo company at ${server}: the playground needs demo mode.`);
  return ((await response.json()) as { value: readonly Persona[] }).value;
}

async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) if (await isFree(port)) return port;
  throw new Error(`No port is free between ${from} and ${from + 99}.`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer();
    probe.once('error', () => answer(false));
    probe.listen(port, () => probe.close(() => answer(true)));
  });

/** Waits until the playground answers; npx may have to fetch it first. */
async function answers(address: string, isOver: () => boolean): Promise<boolean> {
  while (!isOver()) {
    if (
      await fetch(address).then(
        (response) => response.ok,
        () => false,
      )
    )
      return true;
    await new Promise((wait) => setTimeout(wait, 300));
  }
  return false;
}

async function run(wanted: string): Promise<number> {
  const all = await personas();
  const me = personaNamed(all, wanted);
  // Each persona has a port of its own to begin with, so that two that start at once do not race for one.
  const port = await freePort(firstPort + all.findIndex(({ id }) => id === me.id));
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-playground-'));
  writeFileSync(join(folder, '.m365agentsplayground.yml'), playgroundConfig(me, all));
  const args = ['-y', tool, '-e', `${server}/api/messages`, '-c', 'msteams', '-p', String(port), '--dt'];
  // Its own browser window would open on another machine's desktop as easily as on this one: the address is printed.
  const env = { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' };
  const child = startTool('npx', args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = () => void child.stop();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  let code: number | null = null;
  const ended = child.ended.then(async (exit) => {
    code = exit;
    await child.stop(); // npx may be gone before what it ran
    rmSync(folder, { recursive: true, force: true });
    return exit;
  });
  console.log(`Starting Microsoft's Agents Playground for ${me.name} (${me.roles.join(', ')}) ...`);
  if (await answers(`http://localhost:${port}/`, () => code !== null))
    console.log(`\n  Open  http://localhost:${port}  and type "status".  Ctrl-C ends it.\n`);
  return ended;
}

const wanted = process.argv.slice(2).join(' ');
if (wanted === '' || wanted === '--help' || wanted === '-h') {
  console.log(usage);
  process.exitCode = wanted === '' ? 2 : 0;
} else {
  run(wanted).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
