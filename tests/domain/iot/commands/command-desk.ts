import { confirmCommand, proposeCommand } from '../../../../domain/iot/commands/propose.ts';
import type { CommandState } from '../../../../domain/iot/commands/command.ts';
import type { JsonObject } from '../../../../domain/iot/hub/json.ts';
import { reactions } from '../../../../domain/reactions.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { as, tom } from '../../../fixtures/field-desk.ts';
import { aDeskWithDevice } from '../../../fixtures/iot/hub-records.ts';
import type { Memory } from '../../../fixtures/memory.ts';

export const deviceId = 'dev-1';
export const refusedWith =
  (code: string, words = /./) =>
  (error: Refused) =>
    error.code === code && words.test(error.message);

/** The desk with the thermostat, where one concept hears of another. */
export function aDesk(): Memory {
  const desk = aDeskWithDevice();
  desk.reactions = reactions;
  return desk;
}

/** Proposes to set values, as Tom unless told. */
export const propose = (
  desk: Memory,
  who = tom,
  parameters: JsonObject = { Temperature: 21 },
  name = 'Set Values',
) => as(desk, who)(proposeCommand, { deviceId, name, parameters });

/** Proposes and confirms; answers the command's id. */
export async function confirmed(desk: Memory, who = tom): Promise<string> {
  const { id: commandId } = await propose(desk, who);
  await as(desk, who)(confirmCommand, { commandId });
  return commandId;
}

export const stateOf = (desk: Memory, id: string): CommandState => desk.one('deviceCommands', id).state;

/** The states commands have moved to, oldest first. */
export const moves = (desk: Memory) =>
  desk.events.flatMap(({ name, data }) => (name === 'command.moved' ? [(data as { to: string }).to] : []));

/** Seconds until the clock has something to do with a command. */
export const timerOf = (desk: Memory, id: string) => {
  const dueAt = desk.timers.get(`command.due:${id}`)?.dueAt;
  return dueAt ? (dueAt.getTime() - desk.now.getTime()) / 1_000 : null;
};
