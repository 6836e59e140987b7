import type { SentMail } from '../ses/outbox.ts';
import { escapeHtml, page } from './layout.ts';

/** So many mails are shown; the JSON form has them all. */
const SHOWN_MAILS = 50;

/**
 * A mail as its recipient sees it. The frame may open links, in a page of their own, and nothing else: no scripts, no
 * forms, no access to this page.
 */
const frame = ({ html, subject }: SentMail): string =>
  html === ''
    ? ''
    : `<iframe title="${escapeHtml(subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" loading="lazy" srcdoc="${escapeHtml(html)}"></iframe>`;

const headerList = ({ headers }: SentMail): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const mailView = (mail: SentMail, index: number): string => `<details${index === 0 ? ' open' : ''}>
<summary><strong>${escapeHtml(mail.subject)}</strong><br>
to ${escapeHtml(mail.to)}, <time datetime="${escapeHtml(mail.sentAt)}">${escapeHtml(mail.sentAt)}</time></summary>
${frame(mail)}
<details><summary>Plain text</summary><pre>${escapeHtml(mail.text)}</pre></details>
<details><summary>Headers</summary><pre>${escapeHtml(headerList(mail))}</pre></details>
</details>`;

const style = `<style>
details { border-top: 1px solid #d5dbdb; padding: .75rem 0; }
details details { margin-left: 1rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
iframe { border: 1px solid #d5dbdb; height: 44rem; margin: .75rem 0; resize: vertical; width: 100%; }
pre { overflow-wrap: anywhere; white-space: pre-wrap; }
</style>`;

/** Every mail that the platform has sent, newest first. */
export const outboxPage = (mails: readonly SentMail[]): string => {
  if (mails.length === 0) return page('Sent mail', '<p>No mail has been sent.</p>');
  const shown = mails.slice(0, SHOWN_MAILS);
  const count =
    mails.length > shown.length ? `The newest ${shown.length} of ${mails.length} mails.` : `${mails.length} sent.`;
  return page('Sent mail', `${style}\n<p>${count}</p>\n${shown.map(mailView).join('\n')}`);
};
