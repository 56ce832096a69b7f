import type { IConnectPacket } from 'mqtt-packet';
import type { SignInRefusal } from '../sign-in/sign-in.ts';
import { useOf } from './topics.ts';
import { type Reason, reasons } from './wire.ts';

const longestSilenceS = 1767;
const longestKeepAliveS = Math.floor(longestSilenceS / 1.5);
const longestKeepS = 86_400;

/** How long silence is borne: one and a half times what the client asked for, 1767 s at most (IoT Hub's rule). */
export function keepAliveOf({ keepalive = 0 }: IConnectPacket): {
  readonly silenceMs: number;
  readonly told: { readonly keepAlive?: number };
} {
  const isTooLong = keepalive === 0 || keepalive > longestKeepAliveS;
  if (isTooLong) return { silenceMs: longestSilenceS * 1000, told: { keepAlive: longestKeepAliveS } };
  return { silenceMs: keepalive * 1500, told: {} };
}

/** How long a session is remembered after its connection: a day at most. */
export function keepMsOf(packet: IConnectPacket): number {
  if (packet.protocolVersion !== 5) return packet.clean ? 0 : longestKeepS * 1000;
  return Math.min(packet.properties?.sessionExpiryInterval ?? 0, longestKeepS) * 1000;
}

/** What is wrong with a will: it is telemetry of its own device, or it is refused at the door. */
export function willProblem({ will }: IConnectPacket, device: string): string | null {
  if (!will) return null;
  if (useOf(device, will.topic).use !== 'telemetry') return 'a will goes to the device’s own events topic';
  return will.qos === 2 ? 'a will has QoS 0 or 1' : null;
}

/** The reason a client is given for a refused sign-in. */
export const reasonOf = (kind: SignInRefusal['kind']): Reason =>
  ({
    identifier: reasons.identifier,
    credentials: reasons.credentials,
    'not-authorized': reasons.notAuthorized,
    unavailable: reasons.unavailable,
  })[kind];
