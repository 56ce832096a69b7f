import { Refused } from '../../refusals.ts';
import type { Reaction, Unit } from '../../unit.ts';
import type { FeedbackStatus } from '../hub/cloud-message.ts';
import { queueCloudMessage } from '../hub/cloud-queue.ts';
import type { Json } from '../hub/json.ts';
import { type CommandState, type DeviceCommand, isSettled } from './command.ts';
import { changeCommand, dueIn } from './keep-command.ts';

/** Beyond its own time an answer gets so long to come through. */
const graceSeconds = 2;

/**
 * Takes a command to call the device with it: undefined when it is no longer to be called, because somebody else was
 * faster. From here on the device may have carried it out, so it is never sent a second time by itself.
 */
export async function takeForCall(
  unit: Unit,
  { commandId }: { readonly commandId: string },
): Promise<DeviceCommand | undefined> {
  const found = await unit.deviceCommands.find(commandId);
  if (found?.state !== 'queued' || found.via !== null) return undefined;
  const sent = await changeCommand(unit, found, 'sent', { via: 'method', sentAt: unit.now });
  dueIn(unit, sent, sent.timeoutSeconds + graceSeconds);
  return sent;
}

/** What a device answered to a call. A status from 400 on is a refusal of the device. */
export async function answerCommand(
  unit: Unit,
  answer: {
    readonly commandId: string;
    readonly deviceId: string;
    readonly status: number;
    readonly response: Json;
  },
): Promise<void> {
  const found = await unit.deviceCommands.find(answer.commandId);
  const isExpected = found?.state === 'sent' && found.via === 'method' && found.deviceId === answer.deviceId;
  if (!isExpected) return; // too late, repeated, or somebody else's
  const { status, response } = answer;
  const problem = status < 400 ? null : `the device answered ${status}`;
  await changeCommand(unit, found, problem ? 'failed' : 'completed', { status, response, problem });
}

/** The call did not reach the device: it may go another way, for the device knows nothing of it. */
export async function callNotMade(unit: Unit, { commandId }: { readonly commandId: string }): Promise<void> {
  const found = await unit.deviceCommands.find(commandId);
  if (found?.state !== 'sent' || found.via !== 'method') return;
  await changeCommand(unit, found, 'queued', { via: null, sentAt: null });
  await sendAsMessage(unit, { commandId });
}

const notConnected = 'the device is not connected, or listens for no methods';

/**
 * Sends a command as a message that waits for the device, because nobody has the device connected; a call that makes
 * sense at once only has failed instead.
 */
export async function sendAsMessage(
  unit: Unit,
  { commandId }: { readonly commandId: string },
): Promise<void> {
  const found = await unit.deviceCommands.find(commandId);
  if (found?.state !== 'queued' || found.via !== null) return;
  if (found.route === 'method') {
    await changeCommand(unit, found, 'failed', { problem: notConnected });
    return;
  }
  try {
    const { id } = await queueCloudMessage(unit, {
      deviceId: found.deviceId,
      body: JSON.stringify(found.payload),
      contentType: 'application/json',
      correlationId: found.id,
      properties: { command: found.name },
      ack: 'full',
      commandId: found.id,
    });
    unit.deviceCommands.save({ ...found, via: 'message', cloudMessageId: id });
    unit.stopTimer('command.due', found.id);
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    await changeCommand(unit, found, 'failed', { problem: refusal.message });
  }
}

/** The timer's duty: nobody confirmed it, nobody has the device connected, or the device never answered. */
export async function ageCommand(unit: Unit, commandId: string): Promise<void> {
  const found = await unit.deviceCommands.find(commandId);
  if (!found || isSettled(found)) return;
  if (found.state === 'proposed')
    await changeCommand(unit, found, 'expired', { problem: 'nobody confirmed it' });
  else if (found.via === null) await sendAsMessage(unit, { commandId });
  else if (found.via === 'method')
    await changeCommand(unit, found, 'failed', {
      problem: `no answer within ${found.timeoutSeconds} s; it may have been carried out all the same`,
    });
}

const ends: Record<FeedbackStatus, readonly [CommandState, problem: string | null]> = {
  success: ['completed', null],
  expired: ['expired', 'the device did not fetch it in time'],
  'delivery-count-exceeded': ['failed', 'the device did not take it, however often it was offered'],
  rejected: ['failed', 'the device rejected it'],
  purged: ['cancelled', 'it was taken out of the queue'],
};

const whenHandedOver: Reaction<'cloud-message.handed-over'> = async (unit, { commandId }) => {
  const found = commandId ? await unit.deviceCommands.find(commandId) : undefined;
  if (found?.state === 'queued') await changeCommand(unit, found, 'sent', { sentAt: unit.now });
};

const whenSettled: Reaction<'cloud-message.settled'> = async (unit, { commandId, feedback }) => {
  const found = commandId ? await unit.deviceCommands.find(commandId) : undefined;
  if (!found || isSettled(found)) return;
  const [state, problem] = ends[feedback];
  await changeCommand(unit, found, state === 'cancelled' && found.state === 'sent' ? 'failed' : state, {
    problem,
  });
};

/** A command that went as a message follows the message. */
export const commandReactions = {
  'cloud-message.handed-over': [whenHandedOver],
  'cloud-message.settled': [whenSettled],
} as const;
