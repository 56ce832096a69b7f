/**
 * Every way the product says no, with a stable code, in one table: the API's problem details, the bot's kind words and
 * docs/errors.md are all made from it. `{name}` is filled from the refusal's details.
 */
export const refusals = {
  'input.invalid': { status: 400, text: '{place}: {problem}.' },
  'input.too_large': { status: 413, text: 'The request is larger than {limit}.' },
  'input.too_slow': { status: 408, text: 'The request took longer than {seconds} s to arrive.' },
  'input.unsupported': { status: 415, text: 'This kind of content is not taken: {problem}.' },
  'input.headers_too_large': { status: 431, text: 'The headers of the request are too large.' },
  'filter.invalid': { status: 400, text: 'The {option} option cannot be read: {problem}.' },
  'sign_in.required': { status: 401, text: 'Sign in first.' },
  'sign_in.invalid': { status: 401, text: 'The sign-in token is not valid: {problem}.' },
  'role.not_allowed': { status: 403, text: 'This needs the role {role}.' },
  'route.not_found': { status: 404, text: 'There is nothing at this address.' },
  'route.method_not_allowed': { status: 405, text: '{method} is not possible here; use {allowed}.' },
  'answer.not_acceptable': { status: 406, text: 'The answer is {type}; the Accept header does not take it.' },
  'record.not_found': { status: 404, text: 'There is no {kind} {id}.' },
  'record.changed': { status: 412, text: 'The {kind} was changed by somebody else; read it again.' },
  'record.conflict': { status: 409, text: 'Too many changes at the same moment; try again.' },
  'idempotency.key_reused': { status: 422, text: 'This Idempotency-Key was used for another request.' },
  'demo.loopback_only': {
    status: 403,
    text: 'Demo sign-in works on this machine only, without a proxy in between.',
  },
  'rate.exceeded': { status: 429, text: 'Too many requests; wait {seconds} s.' },
  'internal.unexpected': {
    status: 500,
    text: 'Something went wrong on our side; it is logged under {traceId}.',
  },
  'service.unavailable': { status: 503, text: '{part} is not available right now.' },
  'case.transition_not_allowed': { status: 409, text: 'Case {number} is {from} and cannot become {to}.' },
  'case.not_resolved': { status: 409, text: 'Case {number} is {state}; only a resolved case can be rated.' },
  'case.not_active': {
    status: 409,
    text: 'Case {number} is {state}; only an active case gets a work order.',
  },
  'case.visit_underway': {
    status: 409,
    text: 'A technician is at work on {order} for case {number}: wait for the visit to end, or cancel it first.',
  },
  'case.not_yours': { status: 403, text: 'Case {number} belongs to {owner}.' },
  'case.no_focus': { status: 409, text: 'Which case? You have {count} active: {numbers}.' },
  'case.none_active': { status: 409, text: 'You have no active case.' },
  'case.no_conversation': { status: 409, text: 'Case {number} has no conversation to answer in.' },
  'conversation.transition_not_allowed': {
    status: 409,
    text: 'A conversation that is {from} cannot become {to}.',
  },
  'conversation.no_case': { status: 409, text: 'This conversation belongs to no case yet.' },
  'message.empty': { status: 400, text: 'There is nothing to send.' },
  'file.not_fetched': { status: 409, text: 'The file {name} could not be fetched: {problem}.' },
  'web_chat.token_expired': { status: 403, text: 'This web chat token has expired; renew it.' },
  'web_chat.not_yours': { status: 403, text: 'This web chat token belongs to another conversation.' },
  'article.transition_not_allowed': {
    status: 409,
    text: 'Article {number} is {from} and cannot become {to}.',
  },
  'article.not_public': { status: 409, text: 'Article "{title}" is not published for customers.' },
  'verb.unknown': { status: 404, text: 'This button is not known: {verb}.' },
  'person.unknown': { status: 403, text: 'You are not on the staff list; ask an administrator to add you.' },
  'offer.ended': { status: 409, text: 'This offer has ended: {how}.' },
  'offer.not_yours': { status: 403, text: 'This offer was made to somebody else.' },
  'transfer.no_target': { status: 409, text: 'Nobody is there to take it: {target}.' },
  'presence.unknown': {
    status: 400,
    text: 'Presence can be available, busy, do-not-disturb, away or offline.',
  },
  'escalation.decided': { status: 409, text: 'This escalation was already {state} by {by}.' },
  'escalation.no_senior': { status: 409, text: 'No senior agent is there to take it.' },
  'work_order.transition_not_allowed': {
    status: 409,
    text: 'Work order {number} is {from} and cannot become {to}.',
  },
  'work_order.booked': { status: 409, text: 'Work order {number} is already booked: {resource}, {when}.' },
  'booking.transition_not_allowed': { status: 409, text: 'A booking that is {from} cannot become {to}.' },
  'booking.not_yours': { status: 403, text: 'This booking belongs to {owner}.' },
  'booking.slot_taken': { status: 409, text: 'That time has just been taken; choose another.' },
  'slot.none': { status: 409, text: 'No technician fits in that window: {reason}.' },
  'site.unknown': {
    status: 409,
    text: 'We do not know where to send a technician; add a site to case {number}.',
  },
  'device.not_enabled': { status: 409, text: 'Device {device} is {state}: nothing is sent to it.' },
  'device.not_connected': {
    status: 404,
    text: 'Device {device} is not connected, or listens for no methods.',
  },
  'device.no_answer': { status: 504, text: 'Device {device} did not answer within {seconds} s.' },
  'twin.too_large': { status: 413, text: 'The {section} part would take {size} bytes; {limit} are allowed.' },
  'cloud_message.queue_full': { status: 409, text: 'Already {most} messages wait for device {device}.' },
  'cloud_message.transition_not_allowed': {
    status: 409,
    text: 'Message {messageId} is {from} and cannot become {to}.',
  },
  'command.unknown': { status: 409, text: 'Device {device} does not know {name}; it knows {known}.' },
  'command.parameter_unknown': { status: 400, text: '{command} of {model} takes no {parameter}.' },
  'command.no_range': {
    status: 409,
    text: 'No safe range is set for {parameter} of {model}, so it is not sent.',
  },
  'command.out_of_range': {
    status: 409,
    text: '{parameter} {value} is outside the safe range of {model}: {range}.',
  },
  'command.no_device': { status: 409, text: '{asset} has no device that could be told anything.' },
  'command.which_device': { status: 409, text: '{asset} has several devices: {devices}. Say which one.' },
  'command.not_yours': { status: 403, text: 'No visit of yours leads to device {device}.' },
  'command.transition_not_allowed': { status: 409, text: '{name} is {from} and cannot become {to}.' },
  'rating.out_of_range': { status: 400, text: 'A rating is a whole number from 1 to 5.' },
  'calendar.no_hours': { status: 409, text: 'Calendar {name} has no working time within ten years.' },
  'alert.transition_not_allowed': { status: 409, text: 'Alert {number} is {from} and cannot become {to}.' },
  'alert.over': { status: 409, text: 'Alert {number} is over already.' },
  'alert.no_asset': {
    status: 409,
    text: 'Device {device} of alert {number} is linked to no asset: link it first.',
  },
  'alert.no_customer': {
    status: 409,
    text: 'Nobody is known of the account that {asset} of alert {number} belongs to: add a contact first.',
  },
  'device.exists': { status: 409, text: 'There is a device {id} already.' },
  'device.revoked': { status: 409, text: 'Device {id} was revoked for ever: register it under a new id.' },
  'device.elsewhere': {
    status: 409,
    text: 'Device {id} is linked to {asset}; a dispatcher can link it to another asset.',
  },
  'device.code_invalid': { status: 400, text: 'This is not the code of a device of ours: {problem}.' },
} as const satisfies Record<string, { readonly status: number; readonly text: string }>;

export type RefusalCode = keyof typeof refusals;

/** The only way a rule says no: a code of the table and what the words need. Never an accident, so never logged as one. */
export class Refused extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: RefusalCode, details: Readonly<Record<string, unknown>> = {}) {
    super(say(code, details));
    this.name = 'Refused';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return refusals[this.code].status;
  }
}

const say = (code: RefusalCode, details: Readonly<Record<string, unknown>>): string =>
  refusals[code].text.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'kind' ? wordsFor(String(details[name])) : String(details[name] ?? '?'),
  );

/** `workOrders` is the name of a table; people say "work order". */
const wordsFor = (kind: string): string =>
  kind === 'people'
    ? 'person'
    : kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/s$/, '');
