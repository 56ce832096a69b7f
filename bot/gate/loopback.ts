import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Tells whether a socket's peer sits on this machine, because without an app id nobody else may speak to the bot.
 * Takes `socket.remoteAddress`: IPv4, IPv6 and IPv4 mapped into IPv6; anything else is not loopback. A proxy on this
 * machine hides who really calls, so requests carrying forwarding headers need a check of their own.
 */
export function isLoopback(remoteAddress: string | undefined): boolean {
  const family = isIP(remoteAddress ?? '');
  return family !== 0 && loopback.check(remoteAddress!, family === 6 ? 'ipv6' : 'ipv4');
}
