import { openCase } from '../cases/open.ts';
import { raiseDanger } from '../cases/raise.ts';
import { readIntent } from './intent.ts';
import { phrase } from './phrases.ts';
import { sayToCustomer } from './say.ts';
import { setDialogue, type Turn } from './turn.ts';

/**
 * Words of danger skip everything: the safety text at once, the highest priority, a person paged. A danger said within
 * a running case raises that case instead of opening a second one.
 */
export async function reportDanger(turn: Turn): Promise<void> {
  const { unit, conversation, customer, message, know } = turn;
  const words = readIntent(message.text).danger ?? message.text.slice(0, 60);
  const running = conversation.caseId ? await unit.cases.find(conversation.caseId) : undefined;
  await setDialogue(turn, { at: 'with-agent' });
  const found =
    running?.state === 'active'
      ? await raiseDanger(unit, { caseId: running.id })
      : await openCase(unit, {
          customer,
          conversation,
          origin: conversation.channel,
          description: message.text,
          danger: true,
          classification: know.classify(message.text),
        });
  sayToCustomer(unit, await unit.conversations.get(conversation.id), {
    text: phrase('danger', conversation.language, { number: found.number }),
  });
  unit.emit('danger.reported', { conversationId: conversation.id, caseId: found.id, words });
}
