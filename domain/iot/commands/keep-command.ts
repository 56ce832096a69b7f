import { renewCard } from '../../messaging/posting.ts';
import type { Unit } from '../../unit.ts';
import { type CommandState, type DeviceCommand, isSettled, moveCommand } from './command.ts';

/**
 * Moves a command, keeps it, tells of it, and draws the cards anew on which it stands: its own, its device's and that of
 * the alert it answers.
 */
export async function changeCommand(
  unit: Unit,
  found: DeviceCommand,
  to: CommandState,
  changes: Partial<DeviceCommand> = {},
): Promise<DeviceCommand> {
  const moved = moveCommand(found, to);
  const command = unit.deviceCommands.save({
    ...moved,
    ...changes,
    ...(isSettled(moved) && { settledAt: unit.now }),
  });
  if (isSettled(command)) unit.stopTimer('command.due', command.id);
  await tellOf(unit, command, found.state);
  return command;
}

/** Tells of a command as it is now; `from` is null for a new one. */
export async function tellOf(unit: Unit, command: DeviceCommand, from: CommandState | null): Promise<void> {
  const { id, deviceId, assetId, alertId, workOrderId, name, state } = command;
  const order = workOrderId ? await unit.workOrders.find(workOrderId) : undefined;
  unit.emit('command.moved', {
    commandId: id,
    deviceId,
    assetId,
    workOrderId,
    caseId: order?.caseId ?? null,
    name,
    from,
    to: state,
  });
  await renewCard(unit, 'command', id);
  await renewCard(unit, 'device', deviceId);
  if (alertId) await renewCard(unit, 'alert', alertId);
}

/** Sets when the clock has something to do with a command next. */
export const dueIn = (unit: Unit, { id }: DeviceCommand, seconds: number): void =>
  unit.startTimer({
    kind: 'command.due',
    subjectId: id,
    dueAt: new Date(unit.now.getTime() + seconds * 1_000),
  });
