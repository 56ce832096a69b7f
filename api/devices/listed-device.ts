import { z } from 'zod';
import type { NewDevice } from '../../domain/iot/devices/register.ts';

const symmetric = z.object({ primaryKey: z.string().nullish(), secondaryKey: z.string().nullish() });
const x509 = z.object({ primaryThumbprint: z.string().nullish(), secondaryThumbprint: z.string().nullish() });

/**
 * A row of a list of devices: our own words, or those of Azure IoT Hub's device export (`status`, `authentication`),
 * whose other fields are read over.
 */
export const listedDevice = z.object({
  id: z.string().max(200),
  name: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
  assetId: z.string().max(400).nullish(),
  primaryKey: z.string().max(200).optional(),
  secondaryKey: z.string().max(200).optional(),
  thumbprints: z.array(z.string().max(200)).max(4).optional(),
  state: z.enum(['enabled', 'disabled']).optional(),
  status: z.enum(['enabled', 'disabled']).optional(),
  authentication: z
    .object({
      type: z.string().max(40).nullish(),
      symmetricKey: symmetric.nullish(),
      x509Thumbprint: x509.nullish(),
    })
    .optional(),
});

/** A row in the words of the house. */
export function toNewDevice(row: z.output<typeof listedDevice>): NewDevice {
  const { authentication, status, ...own } = row;
  const keys = authentication?.symmetricKey;
  const shown = authentication?.x509Thumbprint;
  const thumbprints = [shown?.primaryThumbprint, shown?.secondaryThumbprint].filter(
    (one) => !!one,
  ) as string[];
  return {
    ...own,
    state: own.state ?? status,
    primaryKey: own.primaryKey ?? keys?.primaryKey ?? undefined,
    secondaryKey: own.secondaryKey ?? keys?.secondaryKey ?? undefined,
    thumbprints: own.thumbprints ?? (thumbprints.length > 0 ? thumbprints : undefined),
    isKeyless: authentication?.type === 'selfSigned',
  };
}
