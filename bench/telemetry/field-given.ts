import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldDevice } from './field-device.ts';
import type { FaultKind } from './field-fault.ts';

interface Labelled {
  readonly device: string;
  readonly fault: FaultKind;
  readonly channel: string;
  readonly minutesPerReading: number;
  readonly onset: string;
  readonly end: string;
}

const instant = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`);

/** The labelled devices of a data folder: `faults.json`, `windows.json` and one CSV a device. */
export function readGiven(folder: string): FieldDevice[] {
  const faults = new Map<string, Labelled>();
  for (const one of JSON.parse(readFileSync(join(folder, 'faults.json'), 'utf8')) as Labelled[])
    faults.set(one.device, one);
  return Object.keys(JSON.parse(readFileSync(join(folder, 'windows.json'), 'utf8')))
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => deviceOf(name, readFileSync(join(folder, name), 'utf8'), faults.get(name)));
}

function deviceOf(id: string, csv: string, found: Labelled | undefined): FieldDevice {
  const [head, ...lines] = csv.trimEnd().split('\n');
  const rows = lines.map((line) => {
    const [at, ...values] = line.split(',');
    return { at: instant(at!), values: values.map(Number) };
  });
  const steps = rows
    .slice(1)
    .map(({ at }, index) => at - rows[index]!.at)
    .sort((a, b) => a - b);
  return {
    id,
    periodMs: steps[Math.floor(steps.length / 2)]!,
    channels: head!.split(',').slice(1),
    rows,
    fault:
      found === undefined
        ? null
        : {
            kind: found.fault,
            channel: found.channel,
            from: instant(found.onset),
            until: instant(found.end),
            size: Number.NaN,
          },
  };
}
