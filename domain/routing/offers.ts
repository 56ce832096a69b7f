import type { Case } from '../cases/case.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Agent } from './agent.ts';
import { assignCase } from './assign.ts';
import { distribute, noteWaiting } from './distribute.ts';
import { endOffer, type Offer, type OfferState } from './offer.ts';
import { tellSupervisors } from './paging.ts';
import { mostDeclines } from './pick-agents.ts';
import { isThere } from './presence.ts';
import { putInLine, type QueueItem, saidThisWait, trailWords, withTrail } from './queue-item.ts';

/**
 * Takes an offered case. The first accept wins: later ones are refused kindly with `offer.ended`, their cards say who
 * has it. Accepting one's own accepted offer again is answered with the case.
 */
export async function acceptOffer(unit: Unit, { offerId }: { readonly offerId: string }): Promise<Case> {
  const offer = await ownOffer(unit, offerId);
  if (offer.state === 'accepted') return unit.cases.get(offer.caseId);
  requireOpen(offer);
  await endOffer(unit, offer, { how: 'accepted', takenBy: unit.actor.name });
  return assignCase(unit, { caseId: offer.caseId, agentId: offer.agentId, why: 'accepted the offer' });
}

/** Lets an offered case go by; the next agent has the offer at once. */
export async function declineOffer(
  unit: Unit,
  { offerId, reason }: { readonly offerId: string; readonly reason?: string },
): Promise<void> {
  const offer = await ownOffer(unit, offerId);
  requireOpen(offer);
  const why = reason?.trim() ? `declined: ${reason.trim()}` : 'declined';
  await passOn(unit, offer, { how: 'declined', why });
}

/**
 * Timer `offer.expire`. Its subject is an offer that nobody answered, or an item of the line that is to be tried again.
 * An offer that has ended meanwhile is left alone.
 */
export async function expireOffer(unit: Unit, { offerId }: { readonly offerId: string }): Promise<void> {
  if (offerId.startsWith('case:')) return wakeItem(unit, offerId);
  const offer = await unit.offers.find(offerId);
  if (offer?.state === 'offered')
    await passOn(unit, offer, { how: 'timed-out', why: 'did not answer in time' });
}

/** Takes a case out of its queue by hand: any agent of the unit may, and his capacity may go negative. */
export async function pickCase(unit: Unit, { caseId }: { readonly caseId: string }): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(caseId);
  if (found.ownerId === unit.actor.id) return found;
  if (found.ownerId) {
    const owner = await unit.people.find(found.ownerId);
    throw new Refused('case.not_yours', { number: found.number, owner: owner?.name ?? 'somebody else' });
  }
  const own = await unit.offers.first({ caseId, agentId: unit.actor.id, state: 'offered' });
  if (own) return acceptOffer(unit, { offerId: own.id });
  return assignCase(unit, { caseId, agentId: unit.actor.id, why: 'picked it from the queue' });
}

async function ownOffer(unit: Unit, offerId: string): Promise<Offer> {
  requireRole(unit.actor, 'agent');
  const offer = await unit.offers.get(offerId);
  if (offer.agentId !== unit.actor.id) throw new Refused('offer.not_yours');
  return offer;
}

function requireOpen({ state, takenBy }: Offer): void {
  const how: Record<Exclude<OfferState, 'offered'>, string> = {
    accepted: 'you accepted it',
    declined: 'you declined it',
    'timed-out': 'its time was up',
    taken: `taken by ${takenBy ?? 'somebody else'}`,
    withdrawn: 'it was withdrawn',
  };
  if (state !== 'offered') throw new Refused('offer.ended', { how: how[state] });
}

/** Counts the no, and offers the item to the next; tells a supervisor once when everybody who is there said no. */
async function passOn(
  unit: Unit,
  offer: Offer,
  end: { readonly how: 'declined' | 'timed-out'; readonly why: string },
): Promise<void> {
  await endOffer(unit, offer, { how: end.how });
  const found = await unit.queueItems.get(offer.queueItemId);
  const agent = await unit.agents.get(offer.agentId);
  const item = {
    ...withTrail(found, unit.now, `${agent.name} ${end.why}.`),
    declines: { ...found.declines, [agent.id]: (found.declines[agent.id] ?? 0) + 1 },
  };
  const isOpen = (await unit.offers.count({ queueItemId: item.id, state: 'offered' })) > 0;
  if (isOpen) unit.queueItems.save(item);
  else putInLine(unit, item);
  await distribute(unit, { queueId: item.queueId });
  await tellWhenAllDeclined(unit, await unit.queueItems.get(item.id));
}

async function tellWhenAllDeclined(unit: Unit, item: QueueItem): Promise<void> {
  if (item.state !== 'waiting') return;
  const isTold = saidThisWait(item, trailWords.allDeclined);
  const there = await membersThere(unit, item);
  if (isTold || there.some(({ id }) => !item.declines[id])) return noteWaiting(unit, item);
  unit.queueItems.save(withTrail(item, unit.now, trailWords.allDeclined));
  const { number, title } = await unit.cases.get(item.caseId);
  const { name } = await unit.queues.get(item.queueId);
  await tellSupervisors(unit, {
    unitId: item.unitId,
    caseId: item.caseId,
    text: `${number} waits in ${name}: everybody who is there said no. ${title}`,
    all: false,
  });
}

/** Tries a waiting item once more; while it waits for people who said no to be asked again, it is tried again later. */
async function wakeItem(unit: Unit, itemId: string): Promise<void> {
  const found = await unit.queueItems.find(itemId);
  if (found?.state !== 'waiting') return;
  await distribute(unit, { queueId: found.queueId });
  const item = await unit.queueItems.get(itemId);
  const mayBeAskedAgain = ({ id }: Agent) => (item.declines[id] ?? mostDeclines) < mostDeclines;
  if (item.state !== 'waiting' || !(await membersThere(unit, item)).some(mayBeAskedAgain)) return;
  const { offerSeconds } = await unit.queues.get(item.queueId);
  const dueAt = new Date(unit.now.getTime() + offerSeconds * 1000);
  unit.startTimer({ kind: 'offer.expire', subjectId: itemId, dueAt });
}

async function membersThere(unit: Unit, item: QueueItem): Promise<Agent[]> {
  const { memberIds } = await unit.queues.get(item.queueId);
  return (await unit.agents.where({ id: { in: memberIds } })).filter(isThere);
}
