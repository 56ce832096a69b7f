import { Refused } from '../../refusals.ts';
import type { Stored } from '../../stored.ts';
import type { Json } from '../hub/json.ts';

/**
 * How far a command has come. `proposed`: shown, to be confirmed; `queued`: waits for the device; `sent`: the device was
 * called, or handed the message; `completed`: the device has answered, or acknowledged it.
 */
export type CommandState = 'proposed' | 'queued' | 'sent' | 'completed' | 'expired' | 'failed' | 'cancelled';

/** Something a device was told to do, from the proposal to its answer; kept for ever as its asset's history. */
export interface DeviceCommand extends Stored {
  readonly deviceId: string;
  /** The device's asset when it was told. */
  readonly assetId: string | null;
  readonly alertId: string | null;
  /** The technician's order that made it the technician's to tell. */
  readonly workOrderId: string | null;
  readonly name: string;
  readonly method: string;
  /** What the device is sent. */
  readonly payload: Json;
  /** `method`: only while it is connected; `any`: as a message when it is not. */
  readonly route: 'any' | 'method';
  /** How it went out; null until it does. */
  readonly via: 'method' | 'message' | null;
  readonly state: CommandState;
  readonly timeoutSeconds: number;
  readonly cloudMessageId: string | null;
  /** What the device answered. */
  readonly status: number | null;
  readonly response: Json;
  /** Why it did not come to its end. */
  readonly problem: string | null;
  readonly requestedById: string;
  readonly requestedByName: string;
  readonly createdAt: Date;
  readonly confirmedById: string | null;
  readonly confirmedAt: Date | null;
  readonly sentAt: Date | null;
  readonly settledAt: Date | null;
}

const transitions: Record<CommandState, readonly CommandState[]> = {
  proposed: ['queued', 'cancelled', 'expired'],
  queued: ['sent', 'completed', 'failed', 'expired', 'cancelled'],
  sent: ['completed', 'failed', 'expired', 'queued'], // back in the queue only when the device surely knows nothing of it
  completed: [],
  expired: [],
  failed: [],
  cancelled: [],
};

/** Moves a command along its transition table; anything else is refused with both states named. */
export function moveCommand(found: DeviceCommand, to: CommandState): DeviceCommand {
  if (!transitions[found.state].includes(to))
    throw new Refused('command.transition_not_allowed', { name: found.name, from: found.state, to });
  return { ...found, state: to };
}

/** Whether nothing more will come of a command. */
export const isSettled = ({ state }: Pick<DeviceCommand, 'state'>): boolean =>
  transitions[state].length === 0;
