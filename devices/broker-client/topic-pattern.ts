/** What a topic of a broker says of a message. */
export interface TopicMatch {
  readonly device: string;
  /** Named by the topic; null where the body names its channels itself. */
  readonly channel: string | null;
  /** What stands where the pattern has `#`: in IoT Hub's own topics, the message's properties. */
  readonly rest: string | null;
}

/** A pattern such as `plants/+/{device}/{channel}`, ready to subscribe with and to read topics by. */
export interface TopicPattern {
  /** What is subscribed to, e.g. `plants/+/+/+`. */
  readonly filter: string;
  read(topic: string): TopicMatch | null;
}

/** A pattern that cannot be used; says which and why. */
export class BadPattern extends Error {}

/**
 * Reads a pattern: levels as they are in the topic, `{device}` once, `{channel}` at most once, `+` for a level that does
 * not matter and `#` at the end for all that follows.
 */
export function topicPattern(text: string): TopicPattern {
  const levels = text.split('/');
  const problem = problemOf(levels);
  if (problem) throw new BadPattern(`MQTT_TOPICS: "${text}": ${problem}`);
  const isOpen = levels.at(-1) === '#';
  const named = isOpen ? levels.slice(0, -1) : levels;
  return {
    filter: levels.map((level) => (isHole(level) ? '+' : level)).join('/'),
    read: (topic) => {
      const given = topic.split('/');
      if (isOpen ? given.length < named.length : given.length !== named.length) return null;
      if (named.some((level, at) => !isHole(level) && level !== '+' && level !== given[at])) return null;
      const device = given[named.indexOf('{device}')];
      const channel = given[named.indexOf('{channel}')] ?? null;
      const rest = isOpen ? given.slice(named.length).join('/') : null;
      return device ? { device, channel: channel === '' ? null : channel, rest } : null;
    },
  };
}

const isHole = (level: string): boolean => level === '{device}' || level === '{channel}';

function problemOf(levels: readonly string[]): string | null {
  const count = (wanted: string) => levels.filter((level) => level === wanted).length;
  if (count('{device}') !== 1) return 'one level must be {device}';
  if (count('{channel}') > 1) return '{channel} may stand there once';
  if (levels.slice(0, -1).includes('#')) return '# may stand at the end only';
  const odd = levels.find((level) => !isHole(level) && /[{}]|.[+#]|[+#]./.test(level));
  return odd === undefined ? null : `the level "${odd}" is neither plain text, {device}, {channel}, + nor #`;
}
