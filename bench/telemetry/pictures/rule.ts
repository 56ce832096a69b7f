import { join } from 'node:path';
import { ruleWatch } from '../../../domain/iot/rules/rule-watch.ts';
import { type Drawn, draw, type Mark } from './chart.ts';
import { instant, readSeries } from './series.ts';

const name = 'pump/pump-0017.csv';
const rule = {
  kind: 'threshold',
  channel: 'vibration',
  above: 2.9,
  clear: 2.4,
  for: 'PT1H',
  severity: 'major',
} as const;
const minuteMs = 60_000;

/** A rule with a duration and a clear line of its own, at work on a slow rise. */
export function drawRule(folder: string): string {
  const { channels, rows } = readSeries(join(folder, name));
  const column = channels.indexOf(rule.channel);
  const [from, to] = [instant('2025-03-19 00:00:00'), instant('2025-03-24 00:00:00')];
  const watch = ruleWatch();
  watch.setRules(name, [rule], 0);
  const points: Drawn[] = [];
  const [raised, cleared]: [Mark[], Mark[]] = [[], []];
  let crossed = 0;
  for (const { at, values } of rows.filter((row) => row.at >= from && row.at <= to)) {
    const value = values[column]!;
    for (const finding of [...watch.tick(at), ...watch.observe(name, rule.channel, at, value)])
      (finding.state === 'raised' ? raised : cleared).push({ from: at, text: finding.detail });
    const since = value > rule.above ? crossed || at : 0;
    crossed = since;
    const minutes = since === 0 ? 0 : (at - since) / minuteMs;
    points.push({ at, value, low: rule.clear, high: rule.above, score: Math.min(minutes, 120) });
  }
  return draw({
    title: `threshold: vibration of pump-0017, above ${rule.above} for an hour, clear at ${rule.clear}`,
    unit: 'vibration, mm/s',
    lower: { unit: 'minutes above', line: 60, lineText: 'for: 1 hour' },
    points,
    fault: {
      from: instant('2025-03-20 01:35:00'),
      to: instant('2025-03-22 11:55:00'),
      text: 'labelled: drift',
    },
    raised,
    cleared,
  });
}
