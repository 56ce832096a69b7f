import { z } from 'zod';
import type { CommandState, DeviceCommand } from '../../domain/iot/commands/command.ts';
import { commandForAsset } from '../../domain/iot/commands/for-asset.ts';
import { cancelCommand, confirmCommand, proposeCommand } from '../../domain/iot/commands/propose.ts';
import type { JsonObject } from '../../domain/iot/hub/json.ts';
import { assets } from '../assets.ts';
import type { Route } from '../http/route.ts';
import { fieldsOf, orNull } from '../odata/field.ts';
import { resource, shapeOf } from '../odata/resource.ts';
import { action, showingNew } from '../odata/target.ts';
import { devices } from './devices.ts';

const states = [
  'proposed',
  'queued',
  'sent',
  'completed',
  'expired',
  'failed',
  'cancelled',
] as const satisfies readonly CommandState[];
const command = fieldsOf<DeviceCommand>();

/** What devices were told to do, and what came of it: the history of a device and of its machine. */
export const commands = resource({
  name: 'commands',
  entity: 'DeviceCommand',
  kind: 'deviceCommands',
  tag: devices.tag,
  says: ['command', 'commands'],
  fields: {
    id: command.text('id'),
    deviceId: command.text('deviceId'),
    device: command.named('deviceId', 'devices'),
    assetId: orNull(command.text('assetId')),
    asset: orNull(command.named('assetId', 'assets')),
    alertId: orNull(command.text('alertId')),
    workOrderId: orNull(command.text('workOrderId')),
    name: command.text('name'),
    method: command.text('method'),
    payload: command.data('payload', z.unknown()),
    state: command.word('state', states),
    via: orNull(command.word('via', ['method', 'message'])),
    status: orNull(command.integer('status')),
    response: command.data('response', z.unknown()),
    problem: orNull(command.text('problem')),
    requestedById: command.text('requestedById'),
    requestedBy: command.text('requestedByName'),
    confirmedById: orNull(command.text('confirmedById')),
    createdAt: command.instant('createdAt'),
    confirmedAt: orNull(command.instant('confirmedAt')),
    sentAt: orNull(command.instant('sentAt')),
    settledAt: orNull(command.instant('settledAt')),
  },
  expand: {
    device: { to: 'devices', one: 'deviceId' },
    asset: { to: 'assets', one: 'assetId' },
    workOrder: { to: 'work-orders', one: 'workOrderId' },
  },
});

const commanders = ['technician', 'dispatcher', 'supervisor'] as const;
const wanted = z.object({
  name: z.string().trim().min(1).max(100).describe("Dynamics' CommandName, e.g. Set Values"),
  parameters: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Each within the safe range of the model'),
});

/** Telling devices something: proposed, confirmed, and followed to its end. */
export const commandRoutes: readonly Route[] = [
  action(
    devices,
    {
      does: 'commands',
      operationId: 'proposeCommand',
      summary: 'Proposes a command to a device: checked against its safe ranges, sent once it is confirmed',
      roles: commanders,
      verb: 'device.command',
      body: wanted.extend({ alertId: z.string().max(450).optional() }),
      answer: shapeOf(commands),
    },
    async (unit, { id: deviceId }, asked) => {
      const { name, parameters = {}, alertId = null } = asked.body;
      const given = { deviceId, name, parameters: parameters as JsonObject, alertId };
      return showingNew(commands, (await proposeCommand(unit, given)).id, asked);
    },
  ),
  action(
    assets,
    {
      does: 'commands',
      operationId: 'proposeAssetCommand',
      summary: 'The same for the one device of a machine that knows the command',
      roles: commanders,
      body: wanted,
      answer: shapeOf(commands),
    },
    async (unit, { id: assetId }, asked) => {
      const { name, parameters = {} } = asked.body;
      const { id } = await commandForAsset(unit, { assetId, name, parameters: parameters as JsonObject });
      return showingNew(commands, id, asked);
    },
  ),
  action(
    commands,
    {
      does: 'confirm',
      operationId: 'confirmCommand',
      summary: 'Confirms a command: from here on it is on its way to the device',
      roles: commanders,
      verb: 'command.confirm',
    },
    async (unit, { id: commandId }) => {
      await confirmCommand(unit, { commandId });
      return undefined;
    },
  ),
  action(
    commands,
    {
      does: 'cancel',
      operationId: 'cancelCommand',
      summary: 'Takes a command back that the device has not been given yet',
      roles: commanders,
      verb: 'command.cancel',
    },
    async (unit, { id: commandId }) => {
      await cancelCommand(unit, { commandId });
      return undefined;
    },
  ),
];
