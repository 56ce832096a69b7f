import type { Reaction } from '../../unit.ts';
import { commandNamed } from './device-model.ts';
import { queueByRule } from './propose.ts';
import { modelOf } from './safe-range.ts';

/**
 * Sends the command that the model names for this, such as Dynamics' Reset Thermostat, when a work order at the machine is
 * completed: in the name of whoever completed it. A supervisor has confirmed it once and for all by naming it.
 */
const whenServiced: Reaction<'device.serviced'> = async (unit, { deviceId, workOrderId }) => {
  const device = await unit.devices.find(deviceId);
  if (device?.state !== 'enabled') return;
  const model = await modelOf(unit, device);
  const kind = model?.afterService ? commandNamed(model, model.afterService) : undefined;
  if (kind) await queueByRule(unit, { device, kind, workOrderId });
};

/** What follows for devices from a repair. */
export const serviceReactions = { 'device.serviced': [whenServiced] } as const;
