import type { Activity, Attachment } from 'botbuilder';
import type { MessageFile } from '../../domain/conversations/message.ts';
import type { AttachmentStore } from '../../domain/messaging/attachment-store.ts';
import { Refused } from '../../domain/refusals.ts';

export interface TakeFilesDeps {
  readonly attachments: AttachmentStore;
  readonly fetchMedia: (request: {
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly trustedOrigins?: readonly string[];
  }) => Promise<{ readonly contentType: string; readonly bytes: Uint8Array }>;
  readonly token: { get(): Promise<string> } | null;
}

const mostFiles = 5;

/**
 * Fetches the files an agent attached in Teams into our own store: uploaded files by their pre-signed download address,
 * inline pictures from the turn's own service address with the bot's token. Refuses with `file.not_fetched`: whoever
 * attached it is told at once and can attach it again, which is quicker than any number of tries.
 */
export function fileTaker({ attachments, fetchMedia, token }: TakeFilesDeps) {
  return async (activity: Partial<Activity>): Promise<readonly MessageFile[]> => {
    const wanted = (activity.attachments ?? []).flatMap(sourceOf).slice(0, mostFiles);
    const serviceOrigin = URL.parse(activity.serviceUrl ?? '')?.origin;
    // All are fetched before one is stored: of a message that is refused nothing stays behind.
    const fetched = await Promise.all(
      wanted.map(async ({ url, name }) => {
        const own = URL.parse(url)?.origin === serviceOrigin;
        const headers: Record<string, string> =
          own && token ? { authorization: `Bearer ${await token.get()}` } : {};
        const trustedOrigins = own && serviceOrigin ? [serviceOrigin] : [];
        const { contentType, bytes } = await fetchMedia({ url, headers, trustedOrigins }).catch((error) => {
          throw new Refused('file.not_fetched', { name, problem: (error as Error).message });
        });
        return { name, contentType, bytes };
      }),
    );
    return Promise.all(fetched.map((file) => attachments.save({ ...file, conversationId: '' })));
  };
}

function sourceOf({ contentType, contentUrl, content, name }: Attachment): { url: string; name: string }[] {
  if (contentType === 'application/vnd.microsoft.teams.file.download.info') {
    const url = (content as { downloadUrl?: unknown } | undefined)?.downloadUrl;
    return typeof url === 'string' ? [{ url, name: name ?? 'file' }] : [];
  }
  if (contentType?.startsWith('image/') && contentUrl) return [{ url: contentUrl, name: name ?? 'picture' }];
  return [];
}
