import type { DeviceCommand } from '../../domain/iot/commands/command.ts';
import type { Device } from '../../domain/iot/devices/device.ts';
import type { CloudMessage } from '../../domain/iot/hub/cloud-message.ts';
import type { Twin } from '../../domain/iot/hub/twin.ts';
import type { DomainEvents, EventName, LoggedEvent } from '../../domain/events.ts';
import type { Committed } from '../../domain/messaging/logs.ts';
import type { ReadTable } from '../../domain/table.ts';
import type { Commit } from '../../domain/unit.ts';
import type { DeviceTopics } from '../mqtt/device-topics.ts';
import { type Deliveries, deliveries } from './deliveries.ts';
import { listeners } from './listeners.ts';
import { methodCalls } from './method-calls.ts';
import { isHubTopic, readTopic } from './topics.ts';
import { twinRequests } from './twin-requests.ts';

/** What the hub needs of the rest of the house. */
export interface HubDeps {
  readonly topics: DeviceTopics;
  readonly tables: {
    readonly devices: ReadTable<Device>;
    readonly twins: ReadTable<Twin>;
    readonly cloudMessages: ReadTable<CloudMessage>;
    readonly deviceCommands: ReadTable<DeviceCommand>;
  };
  readonly commit: Commit;
  /** Tells of each durable commit of this or another process; answers how to stop listening. */
  readonly onCommitted: (listener: (news: Committed) => void) => () => void;
  readonly log: {
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
}

/** IoT Hub's own conversation with devices: twins, direct methods, messages to devices. */
export interface DeviceHub {
  /** After the gateway has closed its connections: settles what was being handed over. */
  stop(): Promise<void>;
}

/**
 * Speaks to devices as IoT Hub does, so that an unmodified device SDK finds everything it knows. All state is in the
 * database and all news come by events, so any replica may be asked and the one that has the device connected acts.
 * Made before the gateway listens.
 */
export function deviceHub(deps: HubDeps): DeviceHub {
  const { topics, tables, commit, log } = deps;
  const twins = twinRequests(deps);
  const calls = methodCalls(deps);
  const running = new Set<Promise<void>>();

  const failed = (err: unknown, device: string) =>
    log.error({ err, device }, 'the hub could not serve a device');
  const run = (device: string, work: Promise<void>) => {
    const mine = work.catch((error: unknown) => failed(error, device)).finally(() => running.delete(mine));
    running.add(mine);
  };

  const sessions = listeners({
    topics,
    twins: tables.twins,
    commit,
    onListening: (device, topic) => {
      if (topic === 'messages') messages.wake(device);
    },
    onError: failed,
  });
  const messages: Deliveries = deliveries(deps, (device) => sessions.listens(device, 'messages'));

  topics.onPublish(isHubTopic, async (device, topic, payload) => {
    const asked = readTopic(topic);
    if (asked === null) log.warn({ device, topic: topic.slice(0, 200) }, 'a topic the hub does not know');
    else if (asked.what === 'twin.get') await twins.get(device, asked.rid);
    else if (asked.what === 'twin.report') await twins.report(device, asked.rid, payload);
    else await calls.answer(device, { ...asked, payload });
  });

  const news: { readonly [N in EventName]?: (data: DomainEvents[N]) => void } = {
    'cloud-message.queued': ({ deviceId }) => messages.wake(deviceId),
    'twin.desired': ({ deviceId, version, patch }) => {
      if (sessions.listens(deviceId, 'desired')) run(deviceId, twins.desire(deviceId, { version, patch }));
    },
    'command.moved': ({ commandId, deviceId, to }) => {
      if (to === 'queued' && topics.isConnected(deviceId))
        run(deviceId, calls.call(commandId, sessions.listens(deviceId, 'methods')));
    },
  };
  const hear = ({ name, data }: LoggedEvent) =>
    (news[name] as ((about: unknown) => void) | undefined)?.(data);
  const deafen = deps.onCommitted(({ events }) => events.forEach(hear));

  return {
    stop: async () => {
      deafen();
      await messages.stop();
      await Promise.all(running);
      await sessions.settled();
    },
  };
}
