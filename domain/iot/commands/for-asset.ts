import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import type { Device } from '../devices/device.ts';
import type { JsonObject } from '../hub/json.ts';
import type { DeviceCommand } from './command.ts';
import { describes } from './device-model.ts';
import { proposeCommand } from './propose.ts';
import { modelOf } from './safe-range.ts';

/** Proposes a command to the device of a machine: the only one made for it, else the only one there is. */
export async function commandForAsset(
  unit: Unit,
  { assetId, ...asked }: { readonly assetId: string; readonly name: string; readonly parameters: JsonObject },
): Promise<DeviceCommand> {
  const enabled = await unit.devices.where({ assetId, state: 'enabled' });
  const made: Device[] = [];
  for (const device of enabled) if (describes(await modelOf(unit, device), asked.name)) made.push(device);
  const able = made.length > 0 ? made : enabled;
  const [only] = able;
  const { name: asset } = await unit.assets.get(assetId);
  if (!only) throw new Refused('command.no_device', { asset });
  if (able.length > 1)
    throw new Refused('command.which_device', { asset, devices: able.map(({ id }) => id).join(', ') });
  return proposeCommand(unit, { deviceId: only.id, ...asked });
}
