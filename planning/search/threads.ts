import { type MessagePort, MessageChannel, Worker } from 'node:worker_threads';
import type { FromSearch, Offer, SearchTask } from './messages.ts';

/** One searching thread as its owner sees it. */
export interface SearchThread {
  /** Hears everything the search says; settles when it is over. */
  readonly search: (task: SearchTask, hear: (message: FromSearch) => void) => Promise<void>;
  /** Hands it the better plan of another thread; it looks at it when it next compares. */
  readonly offer: (offer: Offer) => void;
}

/** Threads that are started once and search one problem after another; starting them costs tens of milliseconds. */
export interface SearchThreads {
  readonly all: readonly SearchThread[];
  readonly close: () => Promise<void>;
}

/** Starts threads; they load the engine while the caller still reads its problem. */
export function startThreads(count: number): SearchThreads {
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('./search-thread.ts', import.meta.url)),
  );
  return {
    all: workers.map(searchThread),
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function searchThread(worker: Worker): SearchThread {
  worker.unref(); // a thread without a task keeps no process alive
  let offers: MessagePort | null = null;
  return {
    search: (task, hear) =>
      new Promise((resolve, reject) => {
        const channel = new MessageChannel();
        offers = channel.port1;
        offers.unref();
        const end = (settle: () => void) => {
          worker.off('message', onMessage).off('error', onError).unref();
          channel.port1.close();
          settle();
        };
        const onMessage = (message: FromSearch) => {
          if (message.kind === 'failed') return end(() => reject(message.error));
          hear(message);
          if (message.kind === 'done') end(resolve);
        };
        const onError = (error: unknown) => end(() => reject(error));
        worker.on('message', onMessage).on('error', onError);
        worker.ref();
        worker.postMessage({ task, offers: channel.port2 }, [channel.port2]);
      }),
    offer: (offer) => offers?.postMessage(offer),
  };
}
