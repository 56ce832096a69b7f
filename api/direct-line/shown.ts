import { customerCard } from '../../cards/customer.ts';
import type { CustomerCard, MessageFile } from '../../domain/conversations/message.ts';
import { theBot } from '../../domain/conversations/say.ts';
import type { WebChatEntry } from '../../domain/messaging/web-chat.ts';
import { type ChatClaims, type ChatSeals, fileSeconds } from './seals.ts';

type Activity = Readonly<Record<string, unknown>>;

/** An entry of the log as it was stored: text, and cards and files still as data. */
interface Stored extends Activity {
  readonly from?: { readonly id: string; readonly name?: string; readonly role?: string };
  readonly locale?: string;
  readonly customerCard?: CustomerCard | null;
  readonly files?: readonly MessageFile[];
  readonly attachments?: readonly object[];
}

/** For whom entries are drawn. */
export interface Reader {
  readonly claims: Pick<ChatClaims, 'conversationId' | 'user'>;
  /** Where this reader reaches us; files are linked there. */
  readonly address: string;
}

/**
 * Draws entries of the log as Direct Line activities: cards as Adaptive Cards, choices as suggested actions (a client
 * shows those of the newest message only, so old questions cannot be answered by mistake), files as links of their own.
 */
export function drawer(seals: ChatSeals): (entry: WebChatEntry, reader: Reader) => Activity {
  const linked = ({ attachmentId, name, contentType }: MessageFile, { address }: Reader) => {
    const t = seals.file.make({ attachmentId }, fileSeconds);
    const contentUrl = `${address}/v3/directline/attachments/${attachmentId}?t=${t}`;
    // Web Chat shows a customer's own picture as one only where a thumbnail is named.
    return {
      name,
      contentType,
      contentUrl,
      ...(contentType.startsWith('image/') && { thumbnailUrl: contentUrl }),
    };
  };
  return ({ seq, activity }, reader) => {
    const { customerCard: shown, files = [], attachments = [], ...said } = activity as Stored;
    const language = said.locale;
    return {
      id: String(seq),
      textFormat: 'plain',
      from: { id: theBot.id, name: theBot.name, role: 'bot' },
      ...said,
      channelId: 'directline',
      conversation: { id: reader.claims.conversationId },
      attachments: [
        ...attachments,
        ...cardsOf(shown, language),
        ...files.map((file) => linked(file, reader)),
      ],
      ...choicesOf(shown, reader),
    };
  };
}

function cardsOf(shown: CustomerCard | null | undefined, language = 'en'): object[] {
  if (!shown || shown.card === 'choices') return [];
  return [{ contentType: 'application/vnd.microsoft.card.adaptive', content: customerCard(shown, language) }];
}

function choicesOf(shown: CustomerCard | null | undefined, { claims }: Reader): object {
  if (shown?.card !== 'choices') return {};
  const actions = shown.choices.map(({ title, value }) => ({ type: 'imBack', title, value }));
  return { suggestedActions: { to: [claims.user], actions } };
}

/** The place in the log that a client has read up to; a client that has read nothing says nothing, or a hyphen. */
export function seqOf(watermark: string | null | undefined): number {
  return /^\d{1,15}$/.test(watermark ?? '') ? Number(watermark) : 0;
}
