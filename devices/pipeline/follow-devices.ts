import type { LoggedEvent } from '../../domain/events.ts';
import type { Device } from '../../domain/iot/devices/device.ts';
import type { ThresholdRule } from '../../domain/iot/rules/rule.ts';
import type { Committed, EventLog } from '../../domain/messaging/logs.ts';
import type { ReadTable } from '../../domain/table.ts';
import type { Followed, Heard, NewsTurn } from './ports.ts';

interface FollowDeps {
  readonly eventLog: Pick<EventLog, 'after' | 'lastSeq'>;
  readonly devices: Pick<ReadTable<Device>, 'find' | 'where'>;
  readonly now: () => Date;
}

/** What events about devices tell, as far as it matters here. */
interface Told {
  readonly deviceId: string;
  readonly rules: readonly ThresholdRule[];
  readonly what: string;
}

const pageSize = 500;
const changes = new Set<string>(['device.registered', 'device.changed', 'device.rules_changed']);

/** Whether a commit brought news that the pipeline follows. */
export const isNews = ({ events }: Pick<Committed, 'events'>): boolean =>
  events.some(({ name }) => changes.has(name) || name === 'device.serviced');

/** Follows the product's event log: what devices there are, what they must keep to, what was repaired. */
export function followDevices({ eventLog, devices, now }: FollowDeps): Followed {
  const turnOf = (device: Device, at: Date, given?: readonly ThresholdRule[] | null): NewsTurn => {
    const { id, model, unitId, state } = device;
    const rules = given === undefined ? device.rules : given;
    const peers = model === '' ? null : `${unitId}/${model}`;
    return { is: 'device', at: at.getTime(), device: id, peers, rules: state === 'enabled' ? rules : [] };
  };
  const turnFor = async ({ name, data, at }: LoggedEvent): Promise<NewsTurn | null> => {
    const { deviceId, rules, what } = data as Partial<Told>;
    if (deviceId === undefined) return null;
    if (name === 'device.serviced') return { is: 'serviced', at: at.getTime(), device: deviceId };
    const found = changes.has(name) ? await devices.find(deviceId) : undefined;
    if (!found) return null;
    if (name === 'device.rules_changed') return turnOf(found, at, rules);
    return turnOf(found, at, name === 'device.changed' && what !== 'state' ? null : undefined);
  };
  return {
    begin: async () => {
      const seq = await eventLog.lastSeq();
      const turns: NewsTurn[] = [];
      for (let last = ''; ; ) {
        const page = await devices.where(
          { id: { above: last } },
          { orderBy: [['id', 'asc']], limit: pageSize },
        );
        turns.push(...page.map((device) => turnOf(device, now())));
        if (page.length < pageSize) return { seq, turns };
        last = page.at(-1)!.id;
      }
    },
    after: async (seq) => {
      const events = await eventLog.after(seq, pageSize);
      const heard: Heard[] = [];
      for (const event of events) {
        const turn = await turnFor(event);
        if (turn) heard.push({ turn, seq: event.seq });
      }
      const isAll = events.length < pageSize;
      return { seq: events.at(-1)?.seq ?? seq, heard, isAll };
    },
  };
}
