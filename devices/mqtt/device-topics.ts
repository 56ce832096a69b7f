/** Told to a caller whose message the device could not have: it is not connected, has gone, or never acknowledged. */
export class DeviceUnreachable extends Error {}

/**
 * What the rest of `devices/` builds on MQTT: topics of signed-in devices, whatever their protocol version or listener. The
 * gateway has checked already that the device may use the topic; a handler is told whose it is and needs no check.
 * Handlers are registered before the gateway listens.
 */
export interface DeviceTopics {
  /**
   * Handles what devices publish on topics that match (first match wins; telemetry never comes here). Its acknowledgement
   * waits for the promise; a promise that fails closes the connection, so that the device sends again.
   */
  onPublish(
    match: (topic: string) => boolean,
    handle: (device: string, topic: string, payload: Uint8Array) => Promise<void>,
  ): void;
  /** A device has subscribed; it hears what is published to it from now on. A persistent session's are told at connect. */
  onSubscribe(handle: (device: string, filter: string) => void): void;
  onUnsubscribe(handle: (device: string, filter: string) => void): void;
  /** Signed in and acknowledged; a session that is not clean goes on where the device left it. */
  onConnect(handle: (device: string, session: { readonly isClean: boolean }) => void): void;
  /** Its connection has ended and no newer one has replaced it. */
  onDisconnect(handle: (device: string) => void): void;
  /**
   * Writes to the device's connection, whatever it subscribes to (its caller knows); a subscription of QoS 0 that takes the
   * topic makes it QoS 0. QoS 0 resolves when it is written, QoS 1 when the device has acknowledged it. Nothing is queued:
   * throws DeviceUnreachable when the device is not connected, goes away first, or stays silent for `timeoutMs` (30 s).
   */
  publish(
    device: string,
    topic: string,
    payload: Uint8Array,
    qos: 0 | 1,
    options?: { readonly timeoutMs?: number },
  ): Promise<void>;
  isConnected(device: string): boolean;
  /** Whether a subscription of the connected device takes this topic. */
  isSubscribed(device: string, topic: string): boolean;
  /** Closes the device's connection: it was disabled, removed, or its keys were renewed. */
  drop(device: string): void;
}
