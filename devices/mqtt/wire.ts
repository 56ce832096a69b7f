import { generate, type Packet } from 'mqtt-packet';

/** The versions of the protocol that are spoken: 3 is MQTT 3.1, 4 is 3.1.1. */
export type Version = 3 | 4 | 5;

/** MQTT 5's reason codes, as far as they are used; older versions are told by a code of their own or by closing. */
export const reasons = {
  success: 0x00,
  malformed: 0x81,
  protocolError: 0x82,
  unsupportedVersion: 0x84,
  identifier: 0x85,
  credentials: 0x86,
  notAuthorized: 0x87,
  unavailable: 0x88,
  busy: 0x89,
  shuttingDown: 0x8b,
  badAuthentication: 0x8c,
  keepAliveTimeout: 0x8d,
  takenOver: 0x8e,
  topicFilter: 0x8f,
  topicName: 0x90,
  topicAlias: 0x94,
  tooLarge: 0x95,
  quota: 0x97,
  administrative: 0x98,
  qosNotSupported: 0x9b,
  maximumConnectTime: 0xa0,
} as const;

/** Why something ends or is refused. */
export type Reason = (typeof reasons)[keyof typeof reasons];

// CONNACK's return codes of MQTT 3.1.1 (table 3.1) for the reasons that can refuse a connection.
const returnCodes: Partial<Record<Reason, number>> = {
  [reasons.unsupportedVersion]: 1,
  [reasons.identifier]: 2,
  [reasons.credentials]: 4,
  [reasons.notAuthorized]: 5,
  [reasons.badAuthentication]: 5,
};
const serverUnavailable = 3;

/** What this gateway tells a client of version 5 about itself. */
export const aliasMaximum = 16;
export const packetMaximum = 256 * 1024 + 70_000; // the largest message with the longest topic

/** One packet as bytes. */
export const packetBytes = (packet: Packet, version: Version): Buffer =>
  generate(packet, { protocolVersion: version });

/** The answer to a CONNECT that is refused. */
export const refusedBytes = (reason: Reason, version: Version): Buffer =>
  packetBytes(
    {
      cmd: 'connack',
      sessionPresent: false,
      ...(version === 5 ? { reasonCode: reason } : { returnCode: returnCodes[reason] ?? serverUnavailable }),
    },
    version,
  );

/** The answer to a CONNECT that is taken. `keepAlive` tells a client of version 5 that its own was too long. */
export const acceptedBytes = (
  answer: { readonly sessionPresent: boolean; readonly keepAlive?: number; readonly expiry?: number },
  version: Version,
): Buffer =>
  packetBytes(
    {
      cmd: 'connack',
      sessionPresent: answer.sessionPresent,
      ...(version === 5
        ? {
            reasonCode: 0,
            properties: {
              maximumQoS: 1,
              topicAliasMaximum: aliasMaximum,
              maximumPacketSize: packetMaximum,
              subscriptionIdentifiersAvailable: false,
              sharedSubscriptionAvailable: false,
              ...(answer.keepAlive === undefined ? {} : { serverKeepAlive: answer.keepAlive }),
              ...(answer.expiry === undefined ? {} : { sessionExpiryInterval: answer.expiry }),
            },
          }
        : { returnCode: 0 }),
    },
    version,
  );

/** The acknowledgement of a message: the packet that is sent most, so that it is made by hand. */
export function pubackBytes(messageId: number, reason: Reason, version: Version): Buffer {
  const isShort = version !== 5 || reason === reasons.success;
  return Buffer.from(
    isShort ? [0x40, 2, messageId >> 8, messageId & 255] : [0x40, 3, messageId >> 8, messageId & 255, reason],
  );
}
