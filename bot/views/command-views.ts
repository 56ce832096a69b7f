import type { CardAction } from '../../cards/card.ts';
import {
  type CommandChoices,
  type CommandLine,
  type CommandView,
  commandButton,
  commandLines,
  type ParameterView,
} from '../../cards/iot/device-commands.ts';
import type { DeviceCardExtras } from '../../cards/iot/devices.ts';
import type { CardOptions } from '../../cards/parts/question.ts';
import type { DeviceCommand } from '../../domain/iot/commands/command.ts';
import {
  commandNamed,
  commandsOf,
  type DeviceModel,
  sayRange,
} from '../../domain/iot/commands/device-model.ts';
import { modelOf } from '../../domain/iot/commands/safe-range.ts';
import { isObject, type Json } from '../../domain/iot/hub/json.ts';
import type { Twin } from '../../domain/iot/hub/twin.ts';
import { maybe, staffTimes, type Viewing } from './viewing.ts';

/** Who looks, and with what. */
type Looking = CardOptions & { readonly personId: string };

/** Loads a command as its card shows it. */
export async function commandView(viewing: Viewing, commandId: string): Promise<CommandView> {
  const { tables } = viewing;
  const command = await tables.deviceCommands.get(commandId);
  const device = await tables.devices.get(command.deviceId);
  const asset = await maybe(tables, 'assets', command.assetId);
  const model = await modelOf(tables, device);
  const twin = await maybe(tables, 'twins', device.id);
  const times = staffTimes(viewing);
  return {
    commandId,
    state: command.state,
    name: command.name,
    device: device.name || device.id,
    asset: asset ? `${asset.name} ${asset.number}` : null,
    parameters: parametersOf(command, model, twin),
    requestedBy: command.requestedByName,
    requestedAt: times.when(command.createdAt),
    via: command.via,
    settledAt: command.settledAt && times.when(command.settledAt),
    response: command.response === null ? null : short(command.response),
    problem: command.problem,
  };
}

function parametersOf(
  command: DeviceCommand,
  model: DeviceModel | undefined,
  twin: Twin | undefined,
): ParameterView[] {
  const kind = commandNamed(model, command.name);
  return Object.entries(broughtBy(command)).map(([name, value]) => {
    const known = kind?.parameters.find((one) => one.name === name);
    const present = known?.reportedAs ? twin?.reported[known.reportedAs] : undefined;
    const unit = known?.unit ? ` ${known.unit}` : '';
    return {
      name,
      value: `${short(value)}${unit}`,
      range: known ? sayRange(known) : null,
      present: present === undefined ? null : `${short(present)}${unit}`,
    };
  });
}

const broughtBy = ({ payload }: DeviceCommand): Readonly<Record<string, Json>> => {
  const brought = isObject(payload) && isObject(payload.Parameters) ? payload.Parameters : payload;
  return isObject(brought) ? brought : {};
};

const short = (value: Json): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

/** What can be told to a device, for the form that asks. */
export async function commandChoices(
  { tables }: Viewing,
  { deviceId, alertId = null }: { readonly deviceId: string; readonly alertId?: string | null },
): Promise<CommandChoices> {
  const device = await tables.devices.get(deviceId);
  const model = await modelOf(tables, device);
  const commands = device.state === 'enabled' ? commandsOf(model) : [];
  // One whose values nobody has described brings nothing, so there is nothing to set by it.
  const useful = commands.filter(({ method, parameters }) => method !== 'SetValues' || parameters.length > 0);
  return { deviceId, device: device.name || device.id, alertId, commands: useful };
}

/** The last commands to a device, newest first. */
async function commandHistory(viewing: Viewing, of: { readonly deviceId: string }): Promise<CommandLine[]> {
  const found = await viewing.tables.deviceCommands.where(of, { orderBy: [['id', 'desc']], limit: 3 });
  const times = staffTimes(viewing);
  return found.map((command) => ({
    name: command.name,
    state: command.state,
    values: Object.entries(broughtBy(command))
      .map(([name, value]) => `${name} ${short(value)}`)
      .join(', '),
    when: times.when(command.createdAt),
    by: command.requestedByName,
  }));
}

/** Who may tell devices something; the use case asks again, and for technicians whether the visit is theirs. */
const commanders = ['technician', 'dispatcher', 'supervisor', 'admin'] as const;

async function buttonFor(
  viewing: Viewing,
  of: { readonly deviceId: string; readonly alertId?: string },
  looking: Looking,
): Promise<CardAction[]> {
  const person = await viewing.tables.people.find(looking.personId);
  if (!commanders.some((role) => person?.roles.includes(role))) return [];
  const button = commandButton(await commandChoices(viewing, of), looking);
  return button ? [button] : [];
}

/** What the card of a device adds: its last commands, and the button that asks for one where the viewer may. */
export const deviceCommands = async (
  viewing: Viewing,
  deviceId: string,
  looking: Looking,
): Promise<DeviceCardExtras> => ({
  lines: commandLines(await commandHistory(viewing, { deviceId })),
  actions: await buttonFor(viewing, { deviceId }, looking),
});

/** The button on the card of an alert, so that what is told to the device counts as an answer to the alert. */
export async function alertCommands(
  viewing: Viewing,
  alertId: string,
  looking: Looking,
): Promise<CardAction[]> {
  const { deviceId, state } = await viewing.tables.alerts.get(alertId);
  const isThere = (await viewing.tables.devices.find(deviceId)) !== undefined;
  return isThere && state !== 'cleared' ? buttonFor(viewing, { deviceId, alertId }, looking) : [];
}
