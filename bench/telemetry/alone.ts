import { type Figure, table } from '../rig/figures.ts';
import type { BenchOptions } from './options.ts';

/** Runs one bench from the command line: `bin/node24 bench/telemetry/nab.ts DATA [--json] [--quick]`. */
export async function alone(measure: (options: BenchOptions) => Promise<Figure[]>): Promise<void> {
  const words = process.argv.slice(2);
  const data = words.find((word) => !word.startsWith('--'));
  if (data === undefined || words.includes('--help')) {
    process.stderr.write(
      'give the folder that holds nab, skab, cmapss and telemetry; --json for lines of JSON, --quick to try\n',
    );
    process.exit(data === undefined && !words.includes('--help') ? 2 : 0);
  }
  const figures = await measure({ data, port: 0, quick: words.includes('--quick') });
  if (figures.length === 0) process.stderr.write(`${data} does not hold what this bench reads\n`);
  const lines = words.includes('--json')
    ? figures.map((one) => JSON.stringify(one)).join('\n')
    : table(figures);
  process.stdout.write(`${lines}\n`);
}
