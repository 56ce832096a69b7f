import { parseArgs } from 'node:util';
import { bestKnownNear } from './best-known.ts';
import { type Measured, measure } from './measure.ts';
import { filesBelow, readInstances } from './readers/folder.ts';
import type { Instance } from './readers/instance.ts';
import {
  curveRows,
  familyHead,
  familyRows,
  instanceHead,
  instanceRow,
  momentsOf,
  ruleHead,
  ruleRows,
  textTable,
} from './tables.ts';

const help = `bench/scheduling/run.ts FOLDER... [--seconds S] [--threads N] [--seeds K] [--match RE] [--limit N] [--wall] [--curve] [--rules] [--travel] [--json]

  Plans every instance below the folders and prints gap to best-known.json (looked for beside them and above), iterations
  a second, CPU seconds, unserved jobs and what the independent checker finds wrong (0 is the only good figure).

  --seconds S   for each run; 5 unless told. CPU seconds of the process on one thread, wall seconds on more
  --seeds K     runs each instance with K seeds from 1 on
  --match RE    only instances whose "family/name" matches
  --limit N     only the first N of each family
  --wall        wall seconds on one thread too
  --curve       mean gap by family over time as well
  --rules       how much less travel than the best of three dispatchers' rules as well
  --travel      plans for importance, then travel, whatever an instance's own measure is (no gap is told then)
  --json        one JSON line a run instead of tables`;

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1' },
    match: { type: 'string', default: '' },
    limit: { type: 'string', default: 'Infinity' },
    wall: { type: 'boolean', default: false },
    curve: { type: 'boolean', default: false },
    rules: { type: 'boolean', default: false },
    travel: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Runs everything asked for, one run at a time, and prints each as it ends. */
async function run(): Promise<number> {
  if (values.help || positionals.length === 0) {
    process.stderr.write(`${help}\n`);
    return values.help ? 0 : 2;
  }
  const threads = Number(values.threads);
  const seconds = Number(values.seconds);
  const effort = { seconds, threads, clock: values.wall || threads > 1 ? 'wall' : 'cpu' } as const;
  const wanted = new RegExp(values.match);
  const taken = new Map<string, number>();
  const all: Measured[] = [];
  for (const folder of positionals) {
    const bestKnown = bestKnownNear(folder);
    for (const instance of filesBelow(folder).flatMap(readInstances)) {
      if (!wanted.test(`${instance.family}/${instance.name}`)) continue;
      const count = (taken.get(instance.family) ?? 0) + 1;
      taken.set(instance.family, count);
      if (count > Number(values.limit)) continue;
      for (let seed = 1; seed <= Number(values.seeds); seed++) {
        const one = await measure(values.travel ? forTravel(instance) : instance, {
          effort,
          seed,
          bestKnown,
          rules: values.rules,
        });
        all.push(one);
        tell(one);
      }
    }
  }
  if (!values.json) summarise(all, seconds);
  return all.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

/** Dispatchers who save travel are to be compared with a plan that saves travel too. */
const forTravel = (instance: Instance): Instance => ({
  ...instance,
  family: `${instance.family} for travel`,
  problem: { ...instance.problem, objective: ['importance', 'travel'] },
});

function tell(one: Measured): void {
  const { curve, ...rest } = one;
  if (values.json) process.stdout.write(`${JSON.stringify(values.curve ? one : rest)}\n`);
  else
    process.stderr.write(
      `${one.family}/${one.name} seed ${one.seed}: ${one.gap?.toFixed(2) ?? one.value} ${one.gap === undefined ? '' : '%'}\n`,
    );
  for (const violation of one.violations.slice(0, 5)) process.stderr.write(`  violation: ${violation}\n`);
}

function summarise(all: readonly Measured[], seconds: number): void {
  process.stdout.write(
    `${textTable(instanceHead, all.map(instanceRow))}\n\n${textTable(familyHead, familyRows(all))}\n`,
  );
  if (values.rules) process.stdout.write(`\n${textTable(ruleHead, ruleRows(all))}\n`);
  if (!values.curve) return;
  const moments = momentsOf(seconds).map((moment) => `${Number(moment.toFixed(2))} s`);
  process.stdout.write(
    `\nmean gap % over wall time\n${textTable(['family', ...moments], curveRows(all, seconds))}\n`,
  );
}

process.exit(await run());
