import type { ReadTable } from '../../table.ts';
import type { Device, DeviceIdentity, DeviceKeys, DeviceRegistry } from './device.ts';

const rememberedMs = 30_000;
const mostRemembered = 20_000;

/** A registry that remembers for a short while whom it was asked for. */
export interface RememberingRegistry extends DeviceRegistry {
  /** Somebody changed the device: the next question goes to the store. */
  forget(deviceId: string): void;
}

/**
 * Answers the gateway who a device is. Identities are remembered for half a minute, for a busy device signs each batch;
 * `forget` makes a revoked one unknown at once. `now` is any clock in milliseconds.
 */
export function deviceRegistry(deps: {
  readonly devices: Pick<ReadTable<Device>, 'find'>;
  readonly keys: Pick<DeviceKeys, 'open'>;
  readonly now: () => number;
}): RememberingRegistry {
  const known = new Map<string, { readonly identity: DeviceIdentity; readonly until: number }>();
  return {
    async find(deviceId) {
      const remembered = known.get(deviceId);
      if (remembered && remembered.until > deps.now()) return remembered.identity;
      known.delete(deviceId);
      const found = await deps.devices.find(deviceId);
      if (!found) return null;
      const identity = identityOf(found, deps.keys);
      if (known.size >= mostRemembered) known.delete(known.keys().next().value ?? '');
      known.set(deviceId, { identity, until: deps.now() + rememberedMs });
      return identity;
    },
    forget: (deviceId) => void known.delete(deviceId),
  };
}

function identityOf(device: Device, keys: Pick<DeviceKeys, 'open'>): DeviceIdentity {
  const { id, unitId, state, sealedPrimaryKey, sealedSecondaryKey, thumbprints } = device;
  const sealed = [sealedPrimaryKey, sealedSecondaryKey].filter((one) => one !== null);
  const isEnabled = state === 'enabled';
  return { id, unitId, isEnabled, keys: sealed.flatMap((one) => openOrNone(keys, id, one)), thumbprints };
}

/** A key sealed under a secret that has since changed is as good as none: the other key and the certificate still count. */
function openOrNone(keys: Pick<DeviceKeys, 'open'>, id: string, sealed: string): string[] {
  try {
    return [keys.open(id, sealed)];
  } catch {
    return [];
  }
}
