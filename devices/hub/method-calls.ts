import {
  answerCommand,
  callNotMade,
  sendAsMessage,
  takeForCall,
} from '../../domain/iot/commands/carry-out.ts';
import type { Json } from '../../domain/iot/hub/json.ts';
import { DeviceUnreachable } from '../mqtt/device-topics.ts';
import type { HubDeps } from './hub.ts';
import { methodTopic } from './topics.ts';

/** Calls of devices, which are commands on their way. */
export interface MethodCalls {
  /** A command waits for a device that this process has connected. */
  call(commandId: string, isListening: boolean): Promise<void>;
  answer(
    device: string,
    answer: { readonly rid: string; readonly status: number; readonly payload: Uint8Array },
  ): Promise<void>;
}

/**
 * Calls connected devices. The request id is the command's own, so that an answer finds its command even if this process
 * was restarted in between; how long an answer may take is the command's timer.
 */
export function methodCalls({ topics, commit }: HubDeps): MethodCalls {
  return {
    async call(commandId, isListening) {
      if (!isListening) return commit((unit) => sendAsMessage(unit, { commandId }));
      const command = await commit((unit) => takeForCall(unit, { commandId }));
      if (!command) return;
      const payload = Buffer.from(JSON.stringify(command.payload));
      try {
        await topics.publish(command.deviceId, methodTopic(command.method, command.id), payload, 0);
      } catch (error) {
        if (!(error instanceof DeviceUnreachable)) throw error;
        await commit((unit) => callNotMade(unit, { commandId }));
      }
    },
    answer: (device, { rid, status, payload }) =>
      commit((unit) =>
        answerCommand(unit, { commandId: rid, deviceId: device, status, response: readResponse(payload) }),
      ),
  };
}

// Devices mostly answer JSON; what is something else is kept as the text it is.
function readResponse(payload: Uint8Array): Json {
  const text = new TextDecoder().decode(payload);
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
