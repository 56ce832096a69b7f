import { parseArgs } from 'node:util';
import { openDay } from '../../domain/scheduling/repair/day/day.ts';
import { Slots } from '../../domain/scheduling/repair/slots.ts';
import { cheapestInsertion } from '../../domain/scheduling/rules/cheapest-insertion.ts';
import { explain } from '../../domain/scheduling/explain/explain.ts';
import { locate } from '../../planning/problem/locate.ts';
import { aRegion, type Region } from './synthetic.ts';
import { textTable } from './tables.ts';

const { values } = parseArgs({
  options: { asked: { type: 'string', default: '2000' }, json: { type: 'boolean', default: false } },
});
const asked = Number(values.asked);
const cases: readonly Region[] = [
  { technicians: 100, jobs: 1000, days: 2, seed: 11 },
  { technicians: 50, jobs: 400, days: 1, seed: 14 },
  { technicians: 50, jobs: 1000, days: 5, seed: 12 },
  { technicians: 50, jobs: 4000, days: 14, seed: 13 },
];
const rows = cases.map(measured);
if (values.json) for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
else
  process.stdout.write(
    `${textTable(
      [
        'technicians x jobs x days',
        'booked',
        'open ms',
        'slots p50 ms',
        'p95',
        'p99',
        'max',
        'offered',
        'explain ms a job',
      ],
      rows.map((row) => [
        `${row.technicians} x ${row.jobs} x ${row.days}`,
        row.booked,
        row.openMs.toFixed(1),
        ...[row.p50, row.p95, row.p99, row.max].map((ms) => ms.toFixed(3)),
        row.offered.toFixed(2),
        row.explainMs.toFixed(3),
      ]),
    )}\n`,
  );

/** Asks for slots of jobs that are not in the plan, from the same region, and times each answer. */
function measured(region: Region) {
  // The new jobs come from the same draw, so they live in the same towns as those planned.
  const { problem, travel } = locate(aRegion({ ...region, jobs: region.jobs + asked }));
  const known = { ...problem, jobs: problem.jobs.slice(0, region.jobs) };
  const plan = cheapestInsertion(known, travel);
  const began = performance.now();
  const day = openDay(known, travel, plan);
  const openMs = performance.now() - began;
  const slots = new Slots(day);
  const fresh = problem.jobs.slice(region.jobs);
  for (const job of fresh.slice(0, 200)) slots.for(job);
  let offered = 0;
  const times = fresh
    .map((job) => {
      const from = performance.now();
      offered += slots.for(job).length;
      return performance.now() - from;
    })
    .sort((one, other) => one - other);
  const share = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))]!;
  return {
    ...region,
    booked: region.jobs - plan.unassigned.length,
    openMs,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    max: share(1),
    offered: offered / fresh.length,
    explainMs: explainTime(known, fresh),
  };

  function explainTime(given: typeof known, more: typeof fresh): number {
    const crowded = { ...given, jobs: [...given.jobs, ...more] };
    const left = { ...plan, unassigned: more.map(({ id }) => ({ job: id, reasons: [] })) };
    const from = performance.now();
    explain(crowded, travel, left);
    return (performance.now() - from) / more.length;
  }
}
