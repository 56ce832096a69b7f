import { z } from 'zod';
import { cancelCommand, confirmCommand, proposeCommand } from '../../domain/iot/commands/propose.ts';
import { on, type Shown, type VerbHandler } from '../verb.ts';

const prefix = 'parameter:';
const ofCommand = z.object({ commandId: z.string().min(1) });
const shown = (subjectId: string): Shown => ({ card: 'command', subjectId });

/** Values come as one input each, `parameter:<name>`; one left empty brings nothing. */
const parametersOf = (data: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' && value.trim() !== ''
        ? [[name.slice(prefix.length), value]]
        : [],
    ),
  );

/** What the buttons of a command do: propose it, confirm it, take it back. */
export const commandVerbs: readonly VerbHandler[] = [
  on(
    'device.command',
    z.looseObject({
      deviceId: z.string().min(1),
      alertId: z.string().min(1).optional(),
      command: z.string().trim().min(1, 'choose one').max(100),
    }),
    async (unit, { deviceId, alertId, command, ...rest }) => {
      const { id } = await proposeCommand(unit, {
        deviceId,
        alertId: alertId ?? null,
        name: command,
        parameters: parametersOf(rest),
      });
      return shown(id);
    },
  ),
  on('command.confirm', ofCommand, async (unit, input) => shown((await confirmCommand(unit, input)).id)),
  on('command.cancel', ofCommand, async (unit, input) => shown((await cancelCommand(unit, input)).id)),
];
