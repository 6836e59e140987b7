import type { Endpoints } from '../state/endpoints.ts';
import { escapeHtml, page } from './layout.ts';

/** What is there, and where. */
export const consolePage = (endpoints: Endpoints): string => {
  const entries: readonly (readonly [string, string, string])[] = [
    ['API reference', endpoints.docs, 'every operation, with its fields'],
    ['Sent mail', endpoints.outbox, 'what the platform would have mailed'],
    ['Events', `${endpoints.control}/events`, 'what was put on the event bus, newest first'],
    ['Dead letters', `${endpoints.control}/queues`, 'stream records that could not be published'],
    ['Clock', `${endpoints.control}/clock`, 'the time of the platform'],
  ];
  const list = entries.map(
    ([name, address, what]) =>
      `<dt><a href="${escapeHtml(address)}">${escapeHtml(name)}</a></dt><dd>${escapeHtml(what)}</dd>`,
  );
  return page('Credence on this machine', `<dl>\n${list.join('\n')}\n</dl>`);
};
