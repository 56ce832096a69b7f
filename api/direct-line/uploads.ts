import type { Request } from 'restify';
import type { MessageFile } from '../../domain/conversations/message.ts';
import type { AttachmentStore } from '../../domain/messaging/attachment-store.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ReadTables } from '../deps.ts';
import { readBody } from '../http/body.ts';
import { parseJson } from '../http/strict-json.ts';
import { headerOf } from '../http/trace.ts';
import { boundaryOf, filenameOf, type Part, partsOf } from './multipart.ts';
import { type Posted, readPosted, requireContent } from './posted.ts';

const mostFiles = 5;
const fileBytes = 10 * 1_048_576;
const timeoutMs = 50_000;
const activityType = 'application/vnd.microsoft.activity';

export interface UploadDeps {
  readonly attachments: AttachmentStore;
  readonly tables: Pick<ReadTables, 'conversations'>;
}

/** What an upload brought: the message it belongs to, and its files, stored. */
export interface Uploaded {
  readonly said: Posted;
  readonly files: readonly MessageFile[];
}

/**
 * Takes in an upload of Direct Line: a form whose activity part says what is written and whose other parts are files, or
 * one file as the whole body. At most 5 files of 10 MiB; each is stored before the next one is read, and all are let go
 * when the upload is refused.
 */
export async function takeUpload(request: Request, webChatId: string, deps: UploadDeps): Promise<Uploaded> {
  const files: MessageFile[] = [];
  try {
    const said = await takeParts(request, files, {
      ...deps,
      conversationId: await conversationOf(webChatId, deps),
    });
    requireContent(said, files);
    return { said, files };
  } catch (error) {
    await letGo(files, deps);
    throw error;
  }
}

/** Removes the files of an upload that became no message. */
export async function letGo(
  files: readonly MessageFile[],
  { attachments }: Pick<UploadDeps, 'attachments'>,
): Promise<void> {
  for (const { attachmentId } of files) await attachments.remove(attachmentId);
}

async function takeParts(
  request: Request,
  files: MessageFile[],
  { attachments, conversationId }: UploadDeps & { readonly conversationId: string },
): Promise<Posted> {
  let said: Posted = readPosted({ type: 'message' });
  for await (const part of sent(request)) {
    if (part.contentType.startsWith(activityType)) {
      said = readPosted(parseJson(part.bytes), 'by-upload');
      if (said.type !== 'message') throw wrong('type', 'files come with a message');
      continue;
    }
    if (files.length === mostFiles) throw wrong('attachments', `at most ${mostFiles} files in one message`);
    const { filename, contentType, bytes } = part;
    files.push(await attachments.save({ name: filename ?? 'file', contentType, bytes, conversationId }));
  }
  return said;
}

/** Files belong to the conversation their chat is in; before its first turn, to the chat itself. */
async function conversationOf(webChatId: string, { tables }: UploadDeps): Promise<string> {
  const filter = { channel: 'web-chat', externalId: webChatId } as const;
  return (await tables.conversations.first(filter, { orderBy: [['id', 'desc']] }))?.id ?? webChatId;
}

async function* sent(request: Request): AsyncGenerator<Part> {
  const contentType = headerOf(request, 'content-type');
  const boundary = boundaryOf(contentType);
  if (boundary !== null) {
    yield* partsOf(request, boundary, { partBytes: fileBytes, parts: mostFiles + 2, timeoutMs });
    return;
  }
  if (!contentType || contentType.startsWith('multipart/'))
    throw new Refused('input.unsupported', {
      problem: 'send multipart/form-data, or one file with its own type',
    });
  const filename = filenameOf(headerOf(request, 'content-disposition') ?? '');
  yield {
    name: 'file',
    filename,
    contentType,
    bytes: await readBody(request, { limitBytes: fileBytes, timeoutMs }),
  };
}

const wrong = (place: string, problem: string) => new Refused('input.invalid', { place, problem });
