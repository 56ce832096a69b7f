import { requireRole } from '../../people/actor.ts';
import type { Unit } from '../../unit.ts';
import type { CloudMessage } from '../hub/cloud-message.ts';
import { type NewCloudMessage, queueCloudMessage } from '../hub/cloud-queue.ts';
import { isObject, type Json } from '../hub/json.ts';
import { requireSafeCall } from './safe-range.ts';

/** A message by a person or a program: a text as it is, anything else as JSON. */
export type SentMessage = Omit<NewCloudMessage, 'body' | 'commandId'> & { readonly body: Json };

/**
 * Queues a message for a device, for dispatchers and supervisors. One in Dynamics' form of a command keeps to the safe
 * ranges of that command.
 */
export async function sendCloudMessage(unit: Unit, { body, ...rest }: SentMessage): Promise<CloudMessage> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const command = commandIn(body);
  if (command) {
    const device = await unit.devices.get(rest.deviceId);
    await requireSafeCall(unit, device, { method: command.name, payload: command.payload });
  }
  const isText = typeof body === 'string';
  return queueCloudMessage(unit, {
    contentType: isText ? null : 'application/json',
    ...rest,
    body: isText ? body : JSON.stringify(body),
  });
}

// A command may be sent as the text of its JSON just as well.
function commandIn(body: Json): { readonly name: string; readonly payload: Json } | null {
  const read = typeof body === 'string' ? parsed(body) : body;
  return isObject(read) && typeof read.CommandName === 'string'
    ? { name: read.CommandName, payload: read }
    : null;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
