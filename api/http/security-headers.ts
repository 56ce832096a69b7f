import type { ServerResponse } from 'node:http';

/** Hosts of Teams and Microsoft 365 that may show our pages as a tab. */
const teamsHosts = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://teams.cloud.microsoft',
  'https://*.cloud.microsoft',
  'https://*.office.com',
  'https://*.microsoft365.com',
].join(' ');

const forData = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** What a page of ours may load: its own server and nothing else; it may be framed by us and by Teams. */
export const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  `frame-ancestors 'self' ${teamsHosts}`,
].join('; ');

/** Headers of every answer: data is data, whatever a browser makes of it. A page replaces the policy by `pagePolicy`. */
export function secure(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', forData);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Cache-Control', 'no-store');
}
