/**
 * Everything a button can ask for: the key of its one handler in bot/ and of its twin in the API. What is written
 * in `VerbData` arrives from a client and is checked again at the edge; who presses is never part of it.
 */
export const verbs = [
  'offer.accept',
  'offer.decline',
  'case.focus',
  'case.reply',
  'case.suggest-reply',
  'case.summary',
  'case.transfer',
  'case.park',
  'case.resolve',
  'case.pick',
  'case.dispatch',
  'case.show',
  'case.rate',
  'article.send',
  'work-order.slots',
  'booking.make',
  'booking.travel',
  'booking.arrive',
  'booking.complete',
  'booking.cannot',
  'booking.break',
  'booking.resume',
  'escalation.approve',
  'escalation.decline',
  'escalation.snooze',
  'presence.set',
  'my-day.show',
  'alert.show',
  'alert.acknowledge',
  'alert.open-case',
  'alert.dispatch',
  'alert.snooze',
  'alert.suppress',
  'alert.clear',
  'device.show',
  'device.claim',
  'device.command',
  'command.confirm',
  'command.cancel',
] as const;

export type Verb = (typeof verbs)[number];

/** Ids of a thing the button stands on. */
interface OfCase {
  readonly caseId: string;
}
interface OfBooking {
  readonly bookingId: string;
}
interface OfAlert {
  readonly alertId: string;
}
interface OfCommand {
  readonly commandId: string;
}
interface OfEscalation {
  readonly escalationId: string;
}

/**
 * What a button of each verb sends once its inputs are filled in: its fixed data and its inputs in one object. Inputs
 * arrive as text; one left empty is `''` or missing.
 */
export interface VerbData {
  'offer.accept': { readonly offerId: string };
  'offer.decline': { readonly offerId: string };
  'case.focus': OfCase;
  'case.reply': OfCase & { readonly text: string };
  'case.suggest-reply': OfCase;
  'case.summary': OfCase;
  /** `target` is `agent:<id>` or `queue:<id>`. */
  'case.transfer': OfCase & { readonly target: string; readonly note?: string };
  'case.park': OfCase;
  /** `type` is `problem-solved` or `information-provided`. */
  'case.resolve': OfCase & { readonly type: string; readonly text: string };
  'case.pick': OfCase;
  /** `skill` is a characteristic's id, or empty for what such work usually needs; `window` is `<from>/<to>` in ISO instants. */
  'case.dispatch': OfCase & {
    readonly need: string;
    readonly skill?: string;
    readonly durationMinutes: string;
    readonly window: string;
  };
  'case.show': OfCase;
  'case.rate': OfCase & { readonly rating: number };
  'article.send': OfCase & { readonly articleId: string };
  'work-order.slots': { readonly workOrderId: string };
  'booking.make': { readonly workOrderId: string; readonly resourceId: string; readonly startAt: string };
  'booking.travel': OfBooking;
  'booking.arrive': OfBooking;
  /** `outcome` is `fixed` or `follow-up`; each part used is `part:<productId>` with a quantity from 0 to 9. */
  'booking.complete': OfBooking & { readonly report: string; readonly outcome: string } & {
    readonly [part: `part:${string}`]: string;
  };
  'booking.cannot': OfBooking & { readonly reason: string };
  'booking.break': OfBooking;
  'booking.resume': OfBooking;
  'escalation.approve': OfEscalation & { readonly reason?: string };
  'escalation.decline': OfEscalation & { readonly reason: string };
  /** `minutes` is `15`, `30` or `60`. */
  'escalation.snooze': OfEscalation & { readonly minutes: string };
  'presence.set': { readonly presence: 'available' | 'away' };
  'my-day.show': Readonly<Record<never, never>>;
  'alert.show': OfAlert;
  'alert.acknowledge': OfAlert;
  'alert.open-case': OfAlert;
  'alert.dispatch': OfAlert;
  /** `minutes` is `60`, `240` or `1440`. */
  'alert.snooze': OfAlert & { readonly minutes: string };
  /** `hours` is `4`, `24` or `168`. */
  'alert.suppress': OfAlert & { readonly hours: string; readonly reason: string };
  'alert.clear': OfAlert & { readonly reason: string };
  'device.show': { readonly deviceId: string };
  /** `assetId` is the machine at hand; the visit under way tells it where it is left out. */
  'device.claim': { readonly code: string; readonly assetId?: string };
  /** `command` is the name of one the device knows; each value it brings is `parameter:<name>`, empty where it brings none. */
  'device.command': { readonly deviceId: string; readonly alertId?: string; readonly command: string } & {
    readonly [parameter: `parameter:${string}`]: string;
  };
  'command.confirm': OfCommand;
  'command.cancel': OfCommand;
}

/** The part of a verb's data that a button carries itself; inputs bring the rest. */
export type ButtonData<V extends Verb> = Partial<VerbData[V]>;
