import type { IncomingMessage } from 'node:http';
import { Refused } from '../../domain/refusals.ts';
import type { Stored } from '../../domain/stored.ts';
import { headerOf } from './trace.ts';

/** The version of a thing as HTTP carries it. */
export const etagOf = ({ version }: Pick<Stored, 'version'>): string => `"${version}"`;

/** The tags of a conditional header; weak ones compare alike here, for a version is either the same or not. */
const tagsOf = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));

/** Whether the caller has this version already, so that 304 says enough. */
export function isKnown(request: IncomingMessage, etag: string): boolean {
  const header = headerOf(request, 'if-none-match');
  return header !== undefined && (header.trim() === '*' || tagsOf(header).includes(etag));
}

/** Refuses a write with 412 when the caller decided on another version of the thing than the present one. */
export function requireSame(request: IncomingMessage, found: Stored, kind: string): void {
  const header = headerOf(request, 'if-match');
  if (header === undefined || header.trim() === '*') return;
  if (!tagsOf(header).includes(etagOf(found))) throw new Refused('record.changed', { kind });
}
