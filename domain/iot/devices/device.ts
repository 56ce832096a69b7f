import type { Stored } from '../../stored.ts';
import type { ThresholdRule } from '../rules/rule.ts';

/** `revoked` is for ever: its keys are gone, and its id is never given to another machine. */
export type DeviceState = 'enabled' | 'disabled' | 'revoked';

/** How a device came to be known: made over the API, brought in by a file, or its code scanned by a technician. */
export type DeviceSource = 'api' | 'file' | 'scan';

/** A machine's own voice: what signs in to the gateway and sends readings. Many devices may belong to one asset. */
export interface Device extends Stored {
  readonly name: string;
  /** What kind of device it is; devices of one model are compared with each other, and commands have safe ranges by it. */
  readonly model: string;
  /** The machine it measures; null until it is linked. */
  readonly assetId: string | null;
  readonly state: DeviceState;
  /** The two symmetric keys, sealed: either signs in, so that one can be changed while the other works. */
  readonly sealedPrimaryKey: string | null;
  readonly sealedSecondaryKey: string | null;
  /** SHA-256 thumbprints of X.509 certificates that sign in too: 64 lower-case hexadecimal digits each. */
  readonly thumbprints: readonly string[];
  /** Lines its channels must not cross. */
  readonly rules: readonly ThresholdRule[];
  readonly source: DeviceSource;
  readonly registeredAt: Date;
  readonly registeredById: string;
  /** Kept sparingly (see `noteSeen`): the newest reading tells more exactly. */
  readonly lastSeenAt: Date | null;
}

/** Who a device is when it signs in: what the gateway asks once and remembers. */
export interface DeviceIdentity {
  readonly id: string;
  readonly unitId: string;
  readonly isEnabled: boolean;
  /** Base64, the primary first. */
  readonly keys: readonly string[];
  readonly thumbprints: readonly string[];
}

/** The gateway's question at sign-in. Null for an id nobody registered. */
export interface DeviceRegistry {
  find(deviceId: string): Promise<DeviceIdentity | null>;
}

/** Whose label: a code that one unit has printed says nothing to another. */
export type Labelled = Pick<Device, 'id' | 'unitId'>;

/** Makes and seals device keys; implemented beside the product's secret, for the heart knows no cryptography. */
export interface DeviceKeys {
  /** A new random key, base64 of 32 bytes. */
  make(): string;
  /** The key that goes with a printed code: the same each time for the same device of the same unit. */
  derive(device: Labelled): string;
  /** Seals a key for storing; bound to the device's id, so that a sealed key moved to another row does not open. */
  seal(deviceId: string, key: string): string;
  /** Opens a sealed key; throws when it was sealed under another secret or for another device. */
  open(deviceId: string, sealed: string): string;
  /** The proof on a device's printed code that this house printed it: 16 letters and digits. */
  proofOf(device: Labelled): string;
  /** Compares a proof in constant time. */
  isProof(device: Labelled, proof: string): boolean;
}
