import { createHash } from 'node:crypto';
import type { LoggedEvent } from '../../domain/events.ts';
import type { Arrival } from '../../domain/messaging/inbox.ts';
import { laneOf, type TimerStart } from '../../domain/messaging/outgoing.ts';
import { Duplicate, LostClaim } from '../../domain/unit.ts';
import type { TimerRow } from '../messaging/tables.ts';
import { clean } from '../sql/codec.ts';
import { freshWork } from './lanes-ledger.ts';
import type { Ledger } from './ledger.ts';
import { type Changeset, Conflict, type Task } from './task.ts';

/** Writes what a unit of work decided, or refuses the whole of it. */
export function commitTask(given: Changeset): Task<void> {
  const change = { ...given, arrivals: given.arrivals.map(fitting) };
  return {
    ask: (ledger) => askAll(ledger, change),
    decide: (ledger) => {
      check(ledger, change);
      complete(ledger, change);
      apply(ledger, change);
    },
  };
}

function askAll(ledger: Ledger, change: Changeset): void {
  for (const [kind, all] of change.staged) for (const id of all.keys()) ledger.records.askVersion(kind, id);
  for (const { channel, key, lane } of change.arrivals) {
    ledger.inbox.askKey(channel, key);
    ledger.inbox.askLane(lane);
  }
  for (const outgoing of change.outgoing) ledger.outbox.askLane(short(laneOf(outgoing), 400));
  const done = change.completes;
  if (done && 'inboxSeq' in done) ledger.inbox.askHeld(done.inboxSeq);
  if (done && 'timerId' in done) ledger.timers.askHeld(done.timerId);
  const counts =
    change.events.length + change.arrivals.length + change.outgoing.length + change.webChat.length;
  if (counts > 0) ledger.counters.askSequences();
}

function check(ledger: Ledger, change: Changeset): void {
  const done = change.completes;
  if (done && 'inboxSeq' in done && !ledger.inbox.held(done.inboxSeq, done.fence)) throw new LostClaim();
  if (done && 'timerId' in done && !ledger.timers.isHeld(done.timerId, done.fence)) throw new LostClaim();
  for (const [at, { channel, key }] of change.arrivals.entries()) {
    const isRepeated = change.arrivals.some(
      (other, before) => before < at && other.channel === channel && other.key === key,
    );
    if (isRepeated || ledger.inbox.hasKey(channel, key)) throw new Duplicate();
  }
  for (const [kind, all] of change.staged)
    for (const [id, { base }] of all)
      if (ledger.records.version(kind, id) !== base) throw new Conflict(`${kind} ${id}`);
}

function complete(ledger: Ledger, { completes: done }: Changeset): void {
  if (done && 'inboxSeq' in done)
    ledger.inbox.end(ledger.inbox.held(done.inboxSeq, done.fence)!, { to: 'done' });
  if (done && 'timerId' in done) ledger.timers.end(done.timerId);
}

function apply(ledger: Ledger, change: Changeset): void {
  const { at, actorId, traceId } = change;
  for (const [kind, all] of change.staged)
    for (const [id, { base, record }] of all) {
      if (record) ledger.records.put(kind, record);
      else if (base > 0) ledger.records.remove(kind, id);
    }
  for (const { name, data, unitId } of change.events)
    ledger.logEvent({ name, at, unitId, actorId, traceId, data: data as LoggedEvent['data'] });
  for (const arrival of change.arrivals) ledger.inbox.append({ ...arrival, at, traceId, ...freshWork(at) });
  for (const outgoing of change.outgoing)
    ledger.outbox.append({ lane: short(laneOf(outgoing), 400), outgoing, at, traceId, ...freshWork(at) });
  for (const entry of change.webChat) ledger.appendToWebChat(entry);
  for (const [id, start] of change.timers) {
    if (start) ledger.timers.start(timerRow(id, start));
    else ledger.timers.end(id);
  }
}

const timerRow = (id: string, { kind, subjectId, dueAt }: TimerStart): TimerRow => ({
  ...freshWork(dueAt),
  id,
  kind,
  subjectId,
  dueAt,
  state: 'ready',
  nextAt: dueAt,
});

// Senders choose these texts; what no index holds is kept as its fingerprint.
const fitting = (arrival: Arrival): Arrival => ({
  ...arrival,
  key: short(clean(arrival.key), 400),
  lane: short(clean(arrival.lane), 400),
});
const short = (text: string, most: number): string =>
  text.length <= most ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
