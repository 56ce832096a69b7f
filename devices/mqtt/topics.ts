/** What a topic is for, seen from the device that uses it. */
export type TopicUse =
  | { readonly use: 'telemetry'; readonly bag: string }
  | { readonly use: 'hub' }
  | { readonly use: 'foreign' };

const publishable = ['$iothub/twin/GET/', '$iothub/twin/PATCH/properties/reported/', '$iothub/methods/res/'];
const subscribable = ['$iothub/twin/res/', '$iothub/twin/PATCH/properties/desired/', '$iothub/methods/POST/'];
const foreign = { use: 'foreign' } as const;
const hub = { use: 'hub' } as const;

/** What a device publishes to: its own telemetry, its own twin and methods, or something that is not its own. */
export function useOf(device: string, topic: string): TopicUse {
  const own = `devices/${device}/messages/events`;
  if (topic.startsWith(own)) {
    if (topic.length === own.length) return { use: 'telemetry', bag: '' };
    if (topic[own.length] === '/') return { use: 'telemetry', bag: topic.slice(own.length + 1) };
    return foreign;
  }
  return publishable.some((prefix) => topic.startsWith(prefix)) ? hub : foreign;
}

/** Whether a device may subscribe: to what is sent to itself, and to nothing else. */
export function maySubscribe(device: string, filter: string): boolean {
  const prefix = [`devices/${device}/messages/devicebound/`, ...subscribable].find((own) =>
    filter.startsWith(own),
  );
  return prefix !== undefined && isFilter(filter.slice(prefix.length));
}

/** Whether a filter takes a topic (MQTT 3.1.1, 4.7). */
export function takes(filter: string, topic: string): boolean {
  if (filter === topic) return true;
  const wanted = filter.split('/');
  const levels = topic.split('/');
  for (const [nth, level] of wanted.entries()) {
    if (level === '#') return true;
    if (nth >= levels.length || (level !== '+' && level !== levels[nth])) return false;
  }
  return wanted.length === levels.length;
}

const isFilter = (rest: string): boolean =>
  rest
    .split('/')
    .every(
      (level, nth, all) => level === '+' || (level === '#' && nth === all.length - 1) || !/[+#]/.test(level),
    );
