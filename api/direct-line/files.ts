import type { Request, Response } from 'restify';
import type { AttachmentStore } from '../../domain/messaging/attachment-store.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import { queryOf } from './calls.ts';
import { type ChatSeals, chatSeals, fileSeconds } from './seals.ts';

export interface FilesDeps {
  readonly seals: ChatSeals;
  readonly attachments: AttachmentStore;
  readonly tables: Pick<ApiDeps['tables'], 'attachments'>;
}

/** Kinds a browser draws without running anything; all others are saved, not shown. */
const shown = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/**
 * Sends a file of a chat to whoever holds its link: pictures and downloads carry no header of ours, so the link itself
 * is the proof. It opens this one file and ends after a working day.
 */
export async function sendFile(request: Request, response: Response, deps: FilesDeps): Promise<void> {
  const id = String(request.params.id);
  const opened = deps.seals.file.open(queryOf(request).get('t') ?? '');
  if (!opened || opened.claims.attachmentId !== id)
    throw new Refused('sign_in.invalid', { problem: 'this link is not good for this file' });
  if (opened.expiredFor >= 0) throw new Refused('web_chat.token_expired');
  const [found, bytes] = await Promise.all([deps.tables.attachments.find(id), deps.attachments.read(id)]);
  if (!found || !bytes) throw new Refused('record.not_found', { kind: 'attachment', id });
  const place = shown.has(found.contentType) ? 'inline' : 'attachment';
  response.setHeader('Content-Disposition', `${place}; filename*=UTF-8''${encodeURIComponent(found.name)}`);
  response.setHeader('Cache-Control', 'private, max-age=3600');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  response.writeHead(200, { 'Content-Type': found.contentType, 'Content-Length': bytes.byteLength });
  response.end(bytes);
}

/** Makes links that open one file each, for staff who read a card in Teams; they end after a working day. */
export function fileLinks(deps: {
  readonly publicUrl: string;
  readonly secret: string;
}): (attachmentId: string) => string {
  const { file } = chatSeals(deps.secret);
  return (attachmentId) =>
    `${deps.publicUrl}/v3/directline/attachments/${attachmentId}?t=${file.make({ attachmentId }, fileSeconds)}`;
}
