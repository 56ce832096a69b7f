import { z } from 'zod';
import { claimDevice } from '../../domain/iot/devices/claim.ts';
import { codeOf } from '../../domain/iot/devices/code.ts';
import { requireDeviceId } from '../../domain/iot/devices/device-id.ts';
import { importDevices } from '../../domain/iot/devices/import.ts';
import { editDevice, rotateKey, setDeviceState } from '../../domain/iot/devices/keep.ts';
import { registerDevice } from '../../domain/iot/devices/register.ts';
import { Refused } from '../../domain/refusals.ts';
import { type Answer, type Asked, act, ok, type Route, read, write } from '../http/route.ts';
import { oneParams, shapeOf, theOne } from '../odata/resource.ts';
import { action, showingNew } from '../odata/target.ts';
import { devices } from './devices.ts';
import { listedDevice, toNewDevice } from './listed-device.ts';

const keepers = ['dispatcher', 'supervisor'] as const;
const key = z.string().describe('Base64; told here and nowhere else');
const withKeys = shapeOf(devices).extend({ key: key.nullable(), secondaryKey: key.nullable() });
const thumbprints = z.array(z.string().max(200)).max(4).describe('SHA-256, hexadecimal');
const named = {
  name: z.string().max(200).optional(),
  model: z.string().max(200).optional(),
  assetId: z.string().max(400).nullish(),
};

/** The keys of the device an answer is about, opened as the answer leaves. */
async function keysOf({ deps }: Asked, deviceId: string) {
  const { sealedPrimaryKey, sealedSecondaryKey } = await deps.tables.devices.get(deviceId);
  const open = (sealed: string | null) => (sealed === null ? null : deps.deviceKeys.open(deviceId, sealed));
  return { primary: () => open(sealedPrimaryKey), secondary: () => open(sealedSecondaryKey) };
}

async function revealKeys(asked: Asked, answer: Answer): Promise<Answer> {
  const body = answer.body as { readonly id: string };
  const { primary, secondary } = await keysOf(asked, body.id);
  return { ...answer, body: { ...body, key: primary(), secondaryKey: secondary() } };
}

const making: readonly Route[] = [
  write(
    {
      method: 'post',
      path: '/api/devices',
      operationId: 'registerDevice',
      summary: 'Makes a device known; its keys are in this answer and in no other',
      tag: devices.tag,
      roles: keepers,
      status: 201,
      body: z.object({
        id: z.string().max(200),
        ...named,
        thumbprints: thumbprints.optional(),
        certificateOnly: z.boolean().optional().describe('It signs in by certificate and gets no keys'),
      }),
      answer: withKeys,
      reveal: revealKeys,
    },
    async (unit, asked) => {
      const { certificateOnly, ...given } = asked.body;
      const made = await registerDevice(unit, asked.deps.deviceKeys, {
        ...given,
        isKeyless: certificateOnly,
      });
      return showingNew(devices, made.id, asked);
    },
  ),
  write(
    {
      method: 'post',
      path: '/api/devices/import',
      operationId: 'importDevices',
      summary:
        "Makes or changes up to 1,000 devices, all or none; rows of an IoT hub's export are taken as they are",
      tag: devices.tag,
      roles: keepers,
      limits: { limitBytes: 4 * 1_048_576, timeoutMs: 50_000 },
      body: z.object({ devices: z.array(listedDevice).min(1).max(1000) }),
      answer: z.object({ created: z.int(), updated: z.int(), devices: z.array(z.string()) }),
    },
    async (unit, { body, deps }) => {
      const brought = await importDevices(unit, deps.deviceKeys, body.devices.map(toNewDevice));
      const created = brought.filter(({ isNew }) => isNew).length;
      return ok({
        created,
        updated: brought.length - created,
        devices: brought.map(({ device: { id } }) => id),
      });
    },
  ),
  write(
    {
      method: 'post',
      path: '/api/devices/claim',
      operationId: 'claimDevice',
      summary: 'Links the device of a scanned code to the machine at hand, and registers it where nobody has',
      tag: devices.tag,
      roles: ['technician', ...keepers],
      verb: 'device.claim',
      body: z.object({ code: z.string().max(300), assetId: z.string().max(400).nullish() }),
      answer: shapeOf(devices),
    },
    async (unit, asked) => {
      const { device } = await claimDevice(unit, asked.deps.deviceKeys, asked.body);
      return { ...showingNew(devices, device.id, asked), status: 200 };
    },
  ),
];

const labels: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/devices/:id/code',
      operationId: 'deviceCode',
      summary: 'The text that is printed on a device, or drawn as a QR code, for technicians to scan',
      tag: devices.tag,
      roles: keepers,
      params: oneParams,
      answer: z.object({ id: z.string(), code: z.string() }),
    },
    async ({ params, actor, deps }) => {
      const device = await theOne(devices, { id: params.id, actor, tables: deps.tables });
      return ok({ id: device.id, code: codeOf(deps.deviceKeys, device) });
    },
  ),
  act(
    {
      method: 'post',
      path: '/api/device-labels',
      operationId: 'printDeviceLabels',
      summary: 'Codes and keys for devices that nobody has registered yet: scanning one registers it',
      tag: devices.tag,
      roles: ['admin'],
      body: z.object({ ids: z.array(z.string().max(200)).min(1).max(1000) }),
      answer: z.object({ value: z.array(z.object({ id: z.string(), code: z.string(), key })) }),
    },
    async ({ body: { ids }, actor: { unitId }, deps: { deviceKeys, tables } }) => {
      for (const [at, id] of ids.entries()) requireDeviceId(id, `ids[${at}]`);
      const known = await tables.devices.first({ id: { in: ids } });
      if (known) throw new Refused('device.exists', { id: known.id }); // its key was told once
      const printed = ids.map((id) => ({ id, unitId }));
      return ok({
        value: printed.map((one) => ({
          id: one.id,
          code: codeOf(deviceKeys, one),
          key: deviceKeys.derive(one),
        })),
      });
    },
  ),
];

const turning = (does: 'enable' | 'disable' | 'revoke', summary: string): Route =>
  action(devices, { does, operationId: `${does}Device`, summary, roles: keepers }, async (unit, { id }) => {
    const state = ({ enable: 'enabled', disable: 'disabled', revoke: 'revoked' } as const)[does];
    await setDeviceState(unit, { deviceId: id, state });
    return undefined;
  });

const keeping: readonly Route[] = [
  action(
    devices,
    {
      does: '',
      method: 'patch',
      operationId: 'editDevice',
      summary: 'Changes its name, its model, its machine or its certificates',
      roles: keepers,
      body: z.object({ ...named, thumbprints: thumbprints.optional() }),
    },
    async (unit, { id }, { body: { name, model, assetId, thumbprints: given } }) => {
      await editDevice(unit, {
        deviceId: id,
        ...(name !== undefined && { name }),
        ...(model !== undefined && { model }),
        ...(assetId !== undefined && { assetId }),
        ...(given && { thumbprints: given }),
      });
      return undefined;
    },
  ),
  turning('enable', 'Lets it sign in again'),
  turning('disable', 'Keeps it from signing in; its alerts are over'),
  turning('revoke', 'Takes its keys and certificates away for ever'),
  action(
    devices,
    {
      does: 'rotate-key',
      operationId: 'rotateDeviceKey',
      summary:
        'Makes one of its two keys anew, while the other goes on signing in; the new key is in this answer only',
      roles: keepers,
      body: z.object({ which: z.enum(['primary', 'secondary']).default('primary') }),
      answer: shapeOf(devices).extend({ key }),
      reveal: async (asked, answer) => {
        const body = answer.body as { readonly id: string };
        const { primary, secondary } = await keysOf(asked, body.id); // the other may be sealed under an older secret
        const { which } = asked.body as { readonly which: string };
        return { ...answer, body: { ...body, key: which === 'primary' ? primary() : secondary() } };
      },
    },
    async (unit, { id }, { body: { which }, deps }) => {
      await rotateKey(unit, deps.deviceKeys, { deviceId: id, which });
      return undefined;
    },
  ),
];

/** Making devices known, keeping them, and letting technicians scan them. */
export const deviceRoutes: readonly Route[] = [...making, ...labels, ...keeping];
