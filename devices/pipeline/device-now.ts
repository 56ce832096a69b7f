import type { DeviceNow } from '../../domain/iot/now.ts';
import type { Watch } from '../../domain/iot/watch.ts';

/** What the watch knows of a device right now; nothing while the watch is not up yet. */
export function deviceNow(deviceId: string, watch: Watch | null): DeviceNow {
  const names = [...(watch?.channelsOf(deviceId) ?? [])].sort();
  const channels = names.flatMap((channel) => {
    const { state, text, band, open, latestAt, latestValue } = watch!.status(deviceId, channel);
    if (latestAt === null || latestValue === null) return [];
    return [{ channel, value: latestValue, at: new Date(latestAt), band, state, text, open }];
  });
  const latest = Math.max(...channels.map(({ at }) => at.getTime()));
  return { deviceId, latestAt: channels.length > 0 ? new Date(latest) : null, channels };
}
