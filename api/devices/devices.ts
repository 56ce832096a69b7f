import type { Device, DeviceSource, DeviceState } from '../../domain/iot/devices/device.ts';
import { fieldsOf, orNull } from '../odata/field.ts';
import { resource } from '../odata/resource.ts';

/** What a device can be; `revoked` is for ever. */
export const deviceStates = ['enabled', 'disabled', 'revoked'] as const satisfies readonly DeviceState[];
const sources = ['api', 'file', 'scan'] as const satisfies readonly DeviceSource[];
const device = fieldsOf<Device>();

/** The machines' own voices. Their keys are in no list and no answer but the one that made them. */
export const devices = resource({
  name: 'devices',
  entity: 'Device',
  kind: 'devices',
  tag: 'Devices',
  says: ['device', 'devices'],
  verb: 'device.show',
  alsoReadBy: ['telemetry-reader'],
  fields: {
    id: device.text('id'),
    name: device.text('name'),
    model: device.text('model'),
    assetId: orNull(device.text('assetId')),
    asset: orNull(device.named('assetId', 'assets')),
    state: device.word('state', deviceStates),
    thumbprints: device.words('thumbprints'),
    source: device.word('source', sources),
    registeredAt: device.instant('registeredAt'),
    registeredById: device.text('registeredById'),
    lastSeenAt: orNull(device.instant('lastSeenAt')),
  },
  expand: {
    alerts: { to: 'alerts', many: 'deviceId' },
    commands: { to: 'commands', many: 'deviceId' },
    messages: { to: 'cloud-messages', many: 'deviceId' },
  },
});
