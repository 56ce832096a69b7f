import { postCard } from '../../messaging/posting.ts';
import { hasRole, requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import { requireEnabled } from '../hub/change-twin.ts';
import type { Json, JsonObject } from '../hub/json.ts';
import { methodSeconds, requireMethodName, requirePayloadSize } from '../hub/method.ts';
import type { DeviceCommand } from './command.ts';
import type { CommandKind } from './device-model.ts';
import { requireCommander, requireCommanding } from './guard.ts';
import { changeCommand, dueIn, tellOf } from './keep-command.ts';
import { commandKindOf, requireSafe, requireSafeCall } from './safe-range.ts';

/** How long a proposal waits to be confirmed, and a confirmed command for a process that has the device connected. */
const seconds = { toConfirm: 900, toBeTaken: 2 } as const;

/** What is to be told to a device. */
export interface Proposal {
  readonly deviceId: string;
  readonly name: string;
  readonly parameters: JsonObject;
  readonly alertId?: string | null;
}

/**
 * Proposes a command: who may, whether the device knows it and whether its values are safe is checked here, and again when
 * it is confirmed. Nothing reaches the device yet; the card asks for confirmation.
 */
export async function proposeCommand(unit: Unit, asked: Proposal): Promise<DeviceCommand> {
  requireCommanding(unit);
  const device = await unit.devices.get(asked.deviceId);
  const order = await requireCommander(unit, device);
  requireEnabled(device);
  const kind = await commandKindOf(unit, device, asked.name);
  const parameters = requireSafe(kind, asked.parameters, device);
  if (asked.alertId) await requireAlertOf(unit, device, asked.alertId);
  const command = unit.deviceCommands.save({
    ...blank(unit, device),
    alertId: asked.alertId ?? null,
    workOrderId: order?.id ?? null,
    name: kind.name,
    method: kind.method,
    payload: { CommandName: kind.name, Parameters: parameters },
  });
  dueIn(unit, command, seconds.toConfirm);
  await postCard(unit, { personId: unit.actor.id, card: 'command', subjectId: command.id });
  await tellOf(unit, command, null);
  return command;
}

async function requireAlertOf(unit: Unit, device: Device, alertId: string): Promise<void> {
  const { deviceId } = await unit.alerts.get(alertId);
  if (deviceId !== device.id) throw new Refused('record.not_found', { kind: 'alerts', id: alertId });
}

/** Confirms a command: whoever proposed it, a dispatcher or a supervisor. From here on it is on its way. */
export async function confirmCommand(unit: Unit, { commandId }: OfCommand): Promise<DeviceCommand> {
  const { command, device } = await inHand(unit, commandId);
  requireEnabled(device);
  const kind = await commandKindOf(unit, device, command.name);
  requireSafe(kind, (command.payload as { readonly Parameters: JsonObject }).Parameters, device);
  const queued = await changeCommand(unit, command, 'queued', {
    confirmedById: unit.actor.id,
    confirmedAt: unit.now,
  });
  dueIn(unit, queued, seconds.toBeTaken);
  return queued;
}

/** Takes a command back that the device has not been given yet. */
export async function cancelCommand(unit: Unit, { commandId }: OfCommand): Promise<DeviceCommand> {
  const { command } = await inHand(unit, commandId);
  return changeCommand(unit, command, 'cancelled');
}

interface OfCommand {
  readonly commandId: string;
}

async function inHand(unit: Unit, commandId: string) {
  requireCommanding(unit);
  const command = await unit.deviceCommands.get(commandId);
  const device = await unit.devices.get(command.deviceId);
  await requireCommander(unit, device);
  const isOwn = command.requestedById === unit.actor.id;
  if (!isOwn && !hasRole(unit.actor, 'dispatcher', 'supervisor'))
    throw new Refused('command.not_yours', { device: device.name || device.id });
  return { command, device };
}

/** A direct method to be called by its name. */
export interface MethodCall {
  readonly deviceId: string;
  readonly method: string;
  readonly payload: Json;
  readonly timeoutSeconds?: number | undefined;
}

/**
 * Calls a direct method of a connected device, for programs: without a card and without a confirmation, so for dispatchers
 * and supervisors alone. Where it is a command of the device's model, its safe ranges hold all the same.
 */
export async function callMethod(unit: Unit, asked: MethodCall): Promise<DeviceCommand> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const device = await unit.devices.get(asked.deviceId);
  requireEnabled(device);
  requireMethodName(asked.method);
  requirePayloadSize(asked.payload);
  await requireSafeCall(unit, device, asked);
  const command = unit.deviceCommands.save({
    ...blank(unit, device),
    name: asked.method,
    method: asked.method,
    payload: asked.payload,
    route: 'method',
    state: 'queued',
    timeoutSeconds: methodSeconds(asked.timeoutSeconds),
    confirmedById: unit.actor.id,
    confirmedAt: unit.now,
  });
  dueIn(unit, command, seconds.toBeTaken);
  await tellOf(unit, command, null);
  return command;
}

/** Puts a command on its way that a rule names: without values, and with the rule in place of a confirmation. */
export async function queueByRule(
  unit: Unit,
  by: { readonly device: Device; readonly kind: CommandKind; readonly workOrderId: string },
): Promise<DeviceCommand> {
  const { device, kind, workOrderId } = by;
  const command = unit.deviceCommands.save({
    ...blank(unit, device),
    workOrderId,
    name: kind.name,
    method: kind.method,
    payload: { CommandName: kind.name, Parameters: {} },
    state: 'queued',
  });
  dueIn(unit, command, seconds.toBeTaken);
  await tellOf(unit, command, null);
  return command;
}

const blank = (unit: Unit, device: Device): DeviceCommand => ({
  id: unit.newId(),
  version: 0,
  unitId: device.unitId,
  deviceId: device.id,
  assetId: device.assetId,
  alertId: null,
  workOrderId: null,
  name: '',
  method: '',
  payload: null,
  route: 'any',
  via: null,
  state: 'proposed',
  timeoutSeconds: methodSeconds(undefined),
  cloudMessageId: null,
  status: null,
  response: null,
  problem: null,
  requestedById: unit.actor.id,
  requestedByName: unit.actor.name,
  createdAt: unit.now,
  confirmedById: null,
  confirmedAt: null,
  sentAt: null,
  settledAt: null,
});
