import type { CommandKind, CommandParameter, DeviceModel } from '../domain/iot/commands/device-model.ts';

const stored = { version: 0, unitId: 'main' } as const;
const blank = { isRequired: false, min: null, max: null, unit: null, choices: [], reportedAs: null } as const;

const ranged = (name: string, [min, max]: readonly [number, number], unit: string): CommandParameter => ({
  ...blank,
  name,
  kind: 'number',
  min,
  max,
  unit,
  reportedAs: name.charAt(0).toLowerCase() + name.slice(1),
});
const setValues = (...parameters: readonly CommandParameter[]): CommandKind => ({
  name: 'Set Values',
  method: 'SetValues',
  about: 'Changes set points within their safe ranges',
  parameters,
});

/** What the demo's machines can be told from a card, and within which ranges that is safe. */
export const demoDeviceModels: readonly DeviceModel[] = [
  {
    ...stored,
    id: 'Hydra Sense',
    name: 'Hydra Sense booster pump controller',
    afterService: null,
    commands: [setValues(ranged('Pressure', [2, 6], 'bar'), ranged('Speed', [900, 2_900], 'rpm'))],
  },
  {
    ...stored,
    id: 'Calida Link',
    name: 'Calida Link boiler controller',
    afterService: null,
    commands: [setValues(ranged('FlowTemperature', [35, 80], '°C'))],
  },
  {
    ...stored,
    id: 'Polara Link',
    name: 'Polara Link split unit',
    afterService: 'Reset Thermostat',
    commands: [
      setValues(ranged('Temperature', [17, 27], '°C'), {
        ...blank,
        name: 'Mode',
        kind: 'choice',
        choices: ['cool', 'heat', 'fan', 'off'],
      }),
    ],
  },
];
