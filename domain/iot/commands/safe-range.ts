import { Refused } from '../../refusals.ts';
import type { ReadTable } from '../../table.ts';
import type { Device } from '../devices/device.ts';
import { isObject, type Json, type JsonObject } from '../hub/json.ts';
import {
  type CommandKind,
  type CommandParameter,
  commandNamed,
  commandsOf,
  type DeviceModel,
  sayRange,
} from './device-model.ts';

interface Models {
  readonly deviceModels: ReadTable<DeviceModel>;
}

/** What devices of this kind can be told; undefined where nobody of the device's unit has described the model. */
export async function modelOf(
  { deviceModels }: Models,
  { model, unitId }: Pick<Device, 'model' | 'unitId'>,
): Promise<DeviceModel | undefined> {
  const found = model ? await deviceModels.find(model) : undefined;
  return found?.unitId === unitId ? found : undefined;
}

/** A command of the device's model; refuses one that it does not know, naming those it does. */
export async function commandKindOf(tables: Models, device: Device, name: string): Promise<CommandKind> {
  const model = await modelOf(tables, device);
  const kind = commandNamed(model, name);
  if (kind) return kind;
  const known = commandsOf(model)
    .map((one) => one.name)
    .join(', ');
  throw new Refused('command.unknown', { name, device: device.name || device.id, known });
}

function objectOr(value: Json, place: string, { name }: CommandKind): JsonObject {
  if (isObject(value)) return value;
  if (value === null) return {};
  throw new Refused('input.invalid', { place, problem: `${name} takes an object of its parameters` });
}

const isRanged = ({ kind }: CommandParameter): boolean => kind === 'number';

/**
 * Checks what a command brings against what is safe for the model, and answers it with numbers as numbers. Refuses with
 * the range, so that whoever asked knows what would be taken.
 */
export function requireSafe(kind: CommandKind, given: JsonObject, device: Device): JsonObject {
  const checked: Record<string, Json> = {};
  for (const [name, value] of Object.entries(given)) {
    const parameter = kind.parameters.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!parameter)
      throw new Refused('command.parameter_unknown', {
        parameter: name,
        command: kind.name,
        model: modelName(device),
      });
    if (isLeftOut(value)) continue;
    checked[parameter.name] = requireValue(parameter, value, device);
  }
  for (const { name, isRequired } of kind.parameters)
    if (isRequired && !Object.hasOwn(checked, name))
      throw new Refused('input.invalid', { place: name, problem: `${kind.name} needs it` });
  return checked;
}

const isLeftOut = (value: Json): boolean =>
  value === null || (typeof value === 'string' && value.trim() === '');

function requireValue(parameter: CommandParameter, value: Json, device: Device): Json {
  const { name, kind, choices } = parameter;
  if (kind === 'number') return requireInRange(parameter, numberOf(value), device);
  if (kind === 'flag') {
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw new Refused('input.invalid', { place: name, problem: 'true or false' });
  }
  if (typeof value !== 'string')
    throw new Refused('input.invalid', { place: name, problem: 'this is a text' });
  if (kind === 'choice' && !choices.includes(value))
    throw new Refused('input.invalid', { place: name, problem: `one of ${choices.join(', ')}` });
  if (value.length > 1_000)
    throw new Refused('input.invalid', { place: name, problem: 'up to 1,000 characters' });
  return value;
}

// A comma is the decimal sign of half of Europe.
const numberOf = (value: Json): number =>
  typeof value === 'number'
    ? value
    : typeof value === 'string'
      ? Number(value.trim().replace(',', '.'))
      : NaN;

function requireInRange(parameter: CommandParameter, value: number, device: Device): number {
  const { name, min, max } = parameter;
  if (!Number.isFinite(value)) throw new Refused('input.invalid', { place: name, problem: 'a number' });
  const range = sayRange(parameter);
  if (range === null) throw new Refused('command.no_range', { parameter: name, model: modelName(device) });
  if ((min !== null && value < min) || (max !== null && value > max))
    throw new Refused('command.out_of_range', { parameter: name, value, range, model: modelName(device) });
  return value;
}

const modelName = ({ model, name, id }: Device): string => model || name || id;

/**
 * Holds the safe ranges where values go round the commands: what is wanted of a device under the name of a parameter of
 * its model, however deep, must lie in that parameter's range.
 */
export async function requireSafeDocument(
  tables: Models,
  device: Device,
  document: JsonObject,
): Promise<void> {
  const model = await modelOf(tables, device);
  const ranged = commandsOf(model)
    .flatMap(({ parameters }) => parameters)
    .filter(isRanged);
  requireSafeWithin(ranged, document, device);
}

function requireSafeWithin(ranged: readonly CommandParameter[], document: JsonObject, device: Device): void {
  for (const [key, value] of Object.entries(document)) {
    for (const inner of Array.isArray(value) ? value.flat(Infinity) : [value])
      if (isObject(inner as Json)) requireSafeWithin(ranged, inner as JsonObject, device);
    const parameter = ranged.find(
      ({ name, reportedAs }) => isNamed(name, key) || (reportedAs !== null && isNamed(reportedAs, key)),
    );
    if (parameter && value !== null && !isObject(value)) requireInRange(parameter, numberOf(value), device);
  }
}

const isNamed = (name: string, key: string): boolean => name.toLowerCase() === key.toLowerCase();

/**
 * The same for a method that is called by its name, or a message in Dynamics' form: where it is a command of the model,
 * what it brings is checked like the command's own.
 */
export async function requireSafeCall(
  tables: Models,
  device: Device,
  { method, payload }: { readonly method: string; readonly payload: Json },
): Promise<void> {
  const model = await modelOf(tables, device);
  const kind = commandNamed(model, method);
  if (!kind || kind.parameters.length === 0) return;
  const { CommandName: _, Parameters: inner, ...outer } = objectOr(payload, 'payload', kind);
  requireSafe(kind, inner === undefined ? outer : objectOr(inner, 'Parameters', kind), device);
  if (inner !== undefined) requireSafeWithin(kind.parameters.filter(isRanged), outer, device); // it may look there too
}
