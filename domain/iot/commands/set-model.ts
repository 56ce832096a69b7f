import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { methodLimits, requireMethodName } from '../hub/method.ts';
import { type CommandKind, type CommandParameter, commandNamed, type DeviceModel } from './device-model.ts';

const most = { commands: 20, parameters: 6 } as const;

/** Describes what devices of a model can be told and what is safe for them; takes the place of what was said before. */
export async function setModel(
  unit: Unit,
  given: Pick<DeviceModel, 'id' | 'name' | 'commands' | 'afterService'>,
): Promise<DeviceModel> {
  requireRole(unit.actor, 'supervisor');
  requireModel(given);
  const found = await unit.deviceModels.find(given.id);
  if (found && found.unitId !== unit.actor.unitId)
    throw new Refused('record.not_found', { kind: 'device model', id: given.id });
  const blank = { id: given.id, version: 0, unitId: unit.actor.unitId };
  const saved = unit.deviceModels.save({ ...(found ?? blank), ...given });
  unit.emit('device-model.changed', { modelId: saved.id });
  return saved;
}

/** Refuses a description that could not be used, naming the place; `within` is where it stands, such as `deviceModels[2].`. */
export function requireModel(
  { commands, afterService }: Pick<DeviceModel, 'commands' | 'afterService'>,
  within = '',
): void {
  requireCommands(commands, within);
  if (afterService === null) return;
  const sent = commandNamed({ commands }, afterService);
  if (!sent) throw no(`${within}afterService`, `${afterService} is no command of the model`);
  if (sent.parameters.some(({ isRequired }) => isRequired))
    throw no(`${within}afterService`, `${sent.name} needs values, which nobody is there to give`);
}

function requireCommands(commands: readonly CommandKind[], within: string): void {
  const place = `${within}commands`;
  requireDistinct(
    commands.map(({ name }) => name),
    place,
  );
  if (commands.length > most.commands) throw no(place, `up to ${most.commands}`);
  for (const [at, command] of commands.entries()) requireCommand(command, `${place}[${at}]`);
}

function requireCommand({ method, parameters }: CommandKind, place: string): void {
  try {
    requireMethodName(method);
  } catch {
    throw no(`${place}.method`, `up to ${methodLimits.nameLength} letters, digits or signs such as - . _`);
  }
  requireDistinct(
    parameters.map(({ name }) => name),
    `${place}.parameters`,
  );
  if (parameters.length > most.parameters) throw no(`${place}.parameters`, `up to ${most.parameters}`);
  for (const [at, parameter] of parameters.entries())
    requireParameter(parameter, `${place}.parameters[${at}]`);
}

function requireParameter({ kind, min, max, choices }: CommandParameter, place: string): void {
  if (kind !== 'number' && (min !== null || max !== null)) throw no(place, 'only a number has a range');
  if (min !== null && max !== null && min > max) throw no(`${place}.min`, `it is above max, ${max}`);
  if (kind === 'choice' && choices.length === 0) throw no(`${place}.choices`, 'a choice has options');
  requireDistinct(choices, `${place}.choices`);
}

function requireDistinct(names: readonly string[], place: string): void {
  const plain = names.map((name) => name.toLowerCase());
  const twice = names.find((_, at) => plain.indexOf(plain[at] ?? '') !== at);
  if (twice !== undefined) throw no(place, `${twice} stands there twice`);
}

const no = (place: string, problem: string) => new Refused('input.invalid', { place, problem });
