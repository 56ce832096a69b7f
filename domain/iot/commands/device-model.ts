import type { Stored } from '../../stored.ts';

/** Something a command brings along, and within which bounds it is safe. */
export interface CommandParameter {
  readonly name: string;
  readonly kind: 'number' | 'text' | 'flag' | 'choice';
  readonly isRequired: boolean;
  /** Of a number: the safe range, both ends included. A number without one is never sent. */
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: string | null;
  /** Of a choice: its options. */
  readonly choices: readonly string[];
  /** The reported property of the twin in which the device says its present value. */
  readonly reportedAs: string | null;
}

/** A command that devices of a model know, as people say it and as the device is called. */
export interface CommandKind {
  /** `Set Values`: Dynamics' `CommandName`. */
  readonly name: string;
  /** `SetValues`: the direct method. */
  readonly method: string;
  readonly about: string;
  readonly parameters: readonly CommandParameter[];
}

/** What devices of one model can be told, and what is safe for them. `id` is the model as devices name it. */
export interface DeviceModel extends Stored {
  readonly name: string;
  /** These stand beside the standard ones, or instead of those of the same name. */
  readonly commands: readonly CommandKind[];
  /** The command that a device is sent when a work order at its machine is completed, by name; null for none. */
  readonly afterService: string | null;
}

const message: CommandParameter = {
  name: 'Message',
  kind: 'text',
  isRequired: true,
  min: null,
  max: null,
  unit: null,
  choices: [],
  reportedAs: null,
};

/** Dynamics' own commands, which every device is offered: none of them brings a number, so none can do harm by one. */
export const standardCommands: readonly CommandKind[] = [
  {
    name: 'Reset Thermostat',
    method: 'ResetThermostat',
    about: 'Starts the controller anew with its usual values',
    parameters: [],
  },
  {
    name: 'Notification',
    method: 'Notification',
    about: 'Shows a line on the device',
    parameters: [message],
  },
  { name: 'Set Values', method: 'SetValues', about: 'Changes set points of the device', parameters: [] },
];

type Described = Pick<DeviceModel, 'commands'>;

/** Every command of a model: its own first, then the standard ones it does not replace. */
export function commandsOf(model: Described | undefined): readonly CommandKind[] {
  const own = model?.commands ?? [];
  return [...own, ...standardCommands.filter(({ name }) => !own.some((one) => isSame(one.name, name)))];
}

/** Finds a command by the name people say or by its method, without regard to capitals and spaces. */
export const commandNamed = (model: Described | undefined, wanted: string): CommandKind | undefined =>
  commandsOf(model).find(({ name, method }) => isSame(name, wanted) || isSame(method, wanted));

/** Whether a model itself describes a command, so that its devices are made for it. */
export const describes = (model: DeviceModel | undefined, wanted: string): boolean =>
  (model?.commands ?? []).some(({ name, method }) => isSame(name, wanted) || isSame(method, wanted));

const isSame = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (name: string): string => name.replace(/[\s_-]+/g, '').toLowerCase();

/** A safe range as people read it: `5 to 30 °C`. */
export function sayRange({ min, max, unit }: CommandParameter): string | null {
  if (min === null && max === null) return null;
  const of = unit ? ` ${unit}` : '';
  if (min === null) return `up to ${max}${of}`;
  return max === null ? `from ${min}${of}` : `${min} to ${max}${of}`;
}
