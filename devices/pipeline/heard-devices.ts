import type { LogInOrder } from './ports.ts';

const sparinglyMs = 6 * 3_600_000;
const mostAtOnce = 200;
const usualPaceMs = 1_000;

/** What noting needs: to keep when devices were heard of, some of them at once. */
export interface HeardDeps {
  readonly keep: (heard: readonly (readonly [deviceId: string, at: Date])[]) => Promise<void>;
  readonly logger: { warn(fields: object, text: string): void };
  /** Between two portions; a second unless told. */
  readonly paceMs?: number;
}

/** The log as it is read in order, noting on the way which devices are heard of. */
export interface HeardDevices {
  readonly log: LogInOrder;
  stop(): Promise<void>;
}

/**
 * Notes that a device was heard of when its first message is read, and then every six hours: two hundred a second at most,
 * so that a fleet that wakes up costs the database little. What could not be kept is noted at the next message.
 */
export function heardDevices(
  log: LogInOrder,
  { keep, logger, paceMs = usualPaceMs }: HeardDeps,
): HeardDevices {
  const noted = new Map<string, number>();
  let waiting = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let keeping: Promise<void> = Promise.resolve();

  const note = (device: string, at: number): void => {
    if (at - (noted.get(device) ?? Number.NEGATIVE_INFINITY) < sparinglyMs) return;
    noted.set(device, at);
    waiting.set(device, at);
    timer ??= setTimeout(flush, paceMs).unref();
  };
  const flush = (): void => {
    timer = undefined;
    const all = [...waiting];
    const now = all.slice(0, mostAtOnce);
    waiting = new Map(all.slice(mostAtOnce));
    if (waiting.size > 0) timer = setTimeout(flush, paceMs).unref();
    keeping = keep(now.map(([device, at]) => [device, new Date(at)] as const)).catch((error: unknown) => {
      for (const [device] of now) noted.delete(device);
      logger.warn({ err: error }, 'when devices were last heard of could not be noted');
    });
  };

  return {
    log: {
      readFrom: async (position, most) => {
        const read = await log.readFrom(position, most);
        for (const { device, arrivedAt } of read.batches) note(device, arrivedAt);
        return read;
      },
      get start() {
        return log.start;
      },
      get end() {
        return log.end;
      },
      onAppended: (listener) => log.onAppended(listener),
    },
    stop: async () => {
      clearTimeout(timer);
      await keeping;
    },
  };
}
