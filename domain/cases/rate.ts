import { phrase } from '../conversations/phrases.ts';
import { sayToCustomer } from '../conversations/say.ts';
import { renewCard } from '../messaging/posting.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Case } from './case.ts';

/**
 * Takes the customer's rating, 1 to 5, of a resolved case; a second tap corrects the first. Only the case's own customer
 * rates: `raterId` is whom the channel vouches for, by default the signed-in actor.
 */
export async function rateCase(
  unit: Unit,
  input: { readonly caseId: string; readonly rating: number; readonly raterId?: string },
): Promise<Case> {
  const { caseId, rating, raterId = unit.actor.id } = input;
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) throw new Refused('rating.out_of_range');
  const found = await unit.cases.get(caseId);
  if (raterId !== found.customerId) throw new Refused('role.not_allowed', { role: 'customer' });
  if (found.state !== 'resolved' && found.state !== 'closed')
    throw new Refused('case.not_resolved', { number: found.number, state: found.state });
  const rated = unit.cases.save({ ...found, satisfaction: rating });
  unit.emit('case.rated', { caseId, rating });
  await renewCard(unit, 'case', caseId);
  const conversation = found.conversationId ? await unit.conversations.get(found.conversationId) : undefined;
  if (conversation && conversation.state !== 'closed') {
    sayToCustomer(unit, conversation, {
      text: phrase('rated', conversation.language, { rating: String(rating) }),
    });
    const { dialogue } = conversation;
    // The talk may have gone on to another case meanwhile: it stays where it is then.
    if (dialogue.at === 'asked-rating' && dialogue.caseId === caseId)
      unit.conversations.save({ ...conversation, dialogue: { at: 'idle' } });
  }
  return rated;
}
