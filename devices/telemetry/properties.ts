/** What a telemetry message says about itself, apart from its body. */
export interface Properties {
  /** `$.mid`, the device's own id of the message. */
  readonly messageId: string | null;
  /** `$.ce`, for a body that is text in another encoding than UTF-8. */
  readonly encoding: string | undefined;
  /** Everything else, as it came: URL-encoded pairs joined by `&`. Empty when there is nothing. */
  readonly rest: string;
}

const longestId = 128;

/**
 * Reads the property bag at the end of a telemetry topic (`%24.mid=m-1&level=critical%20%26%20hot`). Names of system
 * properties begin with `$.`, mostly sent as `%24.`. What is not well encoded is kept as it came and means nothing.
 */
export function readBag(bag: string): Properties {
  let messageId: string | null = null;
  let encoding: string | undefined;
  const rest: string[] = [];
  for (const pair of bag.split('&')) {
    if (pair === '' || pair === '?') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decoded(pair.slice(equals + 1));
    if (name === '$.mid' && isId(value)) messageId = value;
    else if (name === '$.ce' && value) encoding = value;
    else rest.push(pair);
  }
  return { messageId, encoding, rest: rest.join('&') };
}

/** Adds pairs to a bag's rest. */
export const addedTo = (rest: string, pairs: readonly (readonly [name: string, value: string])[]): string =>
  [...(rest ? [rest] : []), ...pairs.map(([name, value]) => `${encoded(name)}=${encoded(value)}`)].join('&');

// Half a character, which JSON can spell, cannot be written in a URL.
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Whether a text can be a message's id: IoT Hub's limit of 128 characters. */
export const isId = (text: string | null | undefined): text is string =>
  text !== null && text !== undefined && text.length > 0 && text.length <= longestId;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
