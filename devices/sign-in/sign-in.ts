import { randomBytes } from 'node:crypto';
import type { DeviceRegistry } from '../../domain/iot/devices/device.ts';
import { expiryOf, isForDevice, isSignedBy, readSasToken } from './sas-token.ts';

/** Who says to be which device, and by what proof. */
export interface Credentials {
  readonly device: string;
  /** The host the device dialled, as it says itself. */
  readonly host: string;
  /** A shared access signature; empty when the certificate is the proof. */
  readonly token: string;
  /** SHA-256 of the client certificate's DER form, lower-case hexadecimal; null without one that is valid now. */
  readonly thumbprint: string | null;
}

/** Why a device was not let in; nobody but the log is told more than the kind. */
export interface SignInRefusal {
  readonly ok: false;
  readonly kind: 'identifier' | 'credentials' | 'not-authorized' | 'unavailable';
  readonly why: string;
}

/** A device that proved who it is. */
export interface SignedIn {
  readonly ok: true;
  readonly device: string;
  /** Epoch milliseconds at which its proof ends; Infinity for a certificate. */
  readonly expiresAt: number;
}

export interface SignInDeps {
  readonly registry: DeviceRegistry;
  /** Epoch milliseconds by the clock on the wall: devices know nothing of a demonstration's clock. */
  readonly wall: () => number;
}

const idPattern = /^[A-Za-z0-9\-.%_*?!(),:=@$';]{1,128}$/;
// What an unknown device's signature is compared with, so that its answer takes as long as any other.
const nobody = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];

/** Checks a device's proof against what is registered: IoT Hub's rules for symmetric keys and thumbprints. */
export async function signIn(asked: Credentials, deps: SignInDeps): Promise<SignedIn | SignInRefusal> {
  if (!idPattern.test(asked.device)) return refused('identifier', 'no device has such an id');
  const identity = await deps.registry.find(asked.device);
  const isKnown = identity?.isEnabled === true;
  const unknown = identity === null ? 'unknown device' : 'the device is disabled';
  if (asked.token === '') {
    if (!asked.thumbprint) return refused('credentials', 'neither a token nor a valid certificate');
    const isListed = isKnown && identity.thumbprints.includes(asked.thumbprint);
    if (!isListed) return refused('not-authorized', isKnown ? 'another certificate' : unknown);
    return { ok: true, device: asked.device, expiresAt: Number.POSITIVE_INFINITY };
  }
  const token = readSasToken(asked.token);
  if (!token) return refused('credentials', 'the password is no shared access signature');
  const keys = isKnown && identity.keys.length > 0 ? identity.keys : nobody;
  if (!isSignedBy(token, keys)) return refused('not-authorized', isKnown ? 'wrong signature' : unknown);
  if (!isKnown || keys === nobody) return refused('not-authorized', unknown);
  if (token.policy !== '') return refused('not-authorized', 'there are no shared policies here');
  if (!isForDevice(token, asked)) return refused('not-authorized', 'the token is for another host or device');
  const expiresAt = expiryOf(token);
  if (expiresAt <= deps.wall()) return refused('not-authorized', 'the token has expired');
  return { ok: true, device: asked.device, expiresAt };
}

/** Reads `{host}/{device}/?api-version=...`; null when it is none or names another device or a module of it. */
export function hostOf(userName: string | undefined, device: string): string | null {
  const [path = ''] = (userName ?? '').split('?');
  const [host = '', named = '', ...rest] = path.split('/');
  const isPlain = rest.every((part) => part === '' || part.startsWith('api-version='));
  return host !== '' && named === device && isPlain ? host : null;
}

const refused = (kind: SignInRefusal['kind'], why: string): SignInRefusal => ({ ok: false, kind, why });
