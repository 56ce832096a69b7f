import type { Asset } from '../domain/assets/asset.ts';
import type { Alert, Condition } from '../domain/iot/alerts/alert.ts';
import { conditionId, newlyOpen } from '../domain/iot/alerts/alert.ts';
import type { Device } from '../domain/iot/devices/device.ts';
import type { ThresholdRule } from '../domain/iot/rules/rule.ts';

const stored = { version: 0, unitId: 'main' } as const;
const dayMs = 86_400_000;

/** A line of the demo's rules: what channel must stay on which side of what. */
const above = (channel: string, line: number, clear: number): ThresholdRule => ({
  kind: 'threshold',
  channel,
  above: line,
  clear,
  for: 'PT5M',
  severity: 'major',
});

/** What speaks at which machine: `which` counts the machines of that name. */
interface Talker {
  readonly id: string;
  readonly name: string;
  readonly assetName: string;
  readonly which: number;
  readonly model: string;
  readonly rules: readonly ThresholdRule[];
}

const talker = (id: string, name: string, at: Omit<Talker, 'id' | 'name'>): Talker => ({ id, name, ...at });
const pump = { assetName: 'Booster pump set', model: 'Hydra Sense', rules: [above('temperature', 70, 65)] };
const boiler = { assetName: 'Gas boiler', which: 0 };

const talkers: readonly Talker[] = [
  talker('AVS-P07-01', 'Pump 7', { ...pump, which: 0 }),
  talker('AVS-P08-01', 'Pump 8', { ...pump, which: 1 }),
  talker('AVS-B01-01', 'Boiler 1', {
    ...boiler,
    model: 'Calida Link',
    rules: [above('flow-temperature', 85, 80)],
  }),
  talker('AVS-B01-02', 'Plant room climate', { ...boiler, model: 'Roomsense', rules: [] }),
  talker('AVS-L03-01', 'Lift 3', { assetName: 'Passenger lift', which: 0, model: 'Ascenda Link', rules: [] }),
  talker('AVS-S03-01', 'Split unit, floor 3', {
    assetName: 'Split unit',
    which: 1,
    model: 'Polara Link',
    rules: [above('temperature', 28, 26)],
  }),
];

/** The machines that speak, and the one that complains: pump 7 has begun to vibrate, and nobody has looked at it yet. */
export function demoDevices(
  assets: readonly Asset[],
  now: Date,
): { devices: Device[]; alerts: Alert[]; conditions: Condition[] } {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const devices = talkers.map(({ id, name, assetName, which, model, rules }, place): Device => {
    const asset = assets.filter((one) => one.name === assetName)[which];
    return {
      ...stored,
      id,
      name,
      model,
      assetId: asset?.id ?? null,
      state: 'enabled',
      sealedPrimaryKey: null,
      sealedSecondaryKey: null,
      thumbprints: [],
      rules,
      source: 'api',
      registeredAt: new Date(now.getTime() - (90 + place) * dayMs),
      registeredById: 'dispatcher-01',
      lastSeenAt: before(0.1),
    };
  });
  const [complaining] = devices;
  if (!complaining) return { devices, alerts: [], conditions: [] };
  const told = {
    channel: 'vibration',
    kind: 'drift',
    severity: 'major',
    score: 0.84,
    detail: 'Vibration has drifted to 7.4 mm/s within nine days; 2.5 mm/s were usual after commissioning.',
    count: 412,
    firstAt: before(7),
    lastAt: before(0.2),
  } as const;
  const alert: Alert = {
    ...stored,
    ...newlyOpen,
    ...told,
    id: 'alert-pump-vibration',
    number: 'L-100',
    deviceId: complaining.id,
    assetId: complaining.assetId,
    raisedAt: told.firstAt,
    groupKey: `device=${complaining.id}`,
    parentId: null,
  };
  const condition: Condition = {
    ...stored,
    ...told,
    id: conditionId(complaining.id, told.channel, told.kind),
    deviceId: complaining.id,
    isStanding: true,
    since: told.firstAt,
    alertId: alert.id,
  };
  return { devices, alerts: [alert], conditions: [condition] };
}
