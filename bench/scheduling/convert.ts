import { readInstances } from './readers/folder.ts';
import { aRegion } from './synthetic.ts';

const help = `bench/scheduling/convert.ts FILE [NUMBER] > problem.json       an instance (NUMBER: which of the file's, from 0)
bench/scheduling/convert.ts 50x4000x14 [SEED] > problem.json    a made-up region: technicians x jobs x days
`;

const [what, number] = process.argv.slice(2);
if (what === undefined || what === '--help') {
  process.stderr.write(help);
  process.exit(what === undefined ? 2 : 0);
}
const region = /^(\d+)x(\d+)x(\d+)$/.exec(what)?.slice(1).map(Number);
const problem = region
  ? aRegion({ technicians: region[0]!, jobs: region[1]!, days: region[2]!, seed: Number(number ?? 1) })
  : readInstances(what)[Number(number ?? 0)]?.problem;
if (problem === undefined) {
  process.stderr.write(`${what} holds no instance that can be read\n`);
  process.exit(2);
}
process.stdout.write(`${JSON.stringify(problem)}\n`);
