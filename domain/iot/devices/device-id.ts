import { Refused } from '../../refusals.ts';

/**
 * Ids are what devices call themselves at sign-in and in topics: Azure IoT Hub's own characters, without those that mean
 * something in a topic or an address (`# + / ? % $ '`).
 */
const deviceIdPattern = /^[A-Za-z0-9\-._:=@,!;*()]{1,128}$/;

/** Refuses an id that no device can have. */
export function requireDeviceId(id: string, place = 'id'): void {
  // An address that ends in dots alone leads elsewhere.
  if (!deviceIdPattern.test(id) || /^\.+$/.test(id))
    throw new Refused('input.invalid', {
      place,
      problem: 'a device id is 1 to 128 letters, digits and - . _ : = @ , ! ; * ( ), not dots alone',
    });
}
