import type { Approvals } from './approvals.ts';
import { eventually, type MailedLink } from './e2e/links.ts';

/** Link and code of the newest mail to somebody whose text names something; waits for it. */
export const linkOf = (platform: Pick<Approvals, 'mails'>, to: string, about: string): Promise<MailedLink> =>
  eventually(`a link to ${to} about ${about}`, async () => {
    for (const { text } of await platform.mails(to, about)) {
      const url = /^https?:\/\/\S+\/(?:approve|pay)\/\S+$/m.exec(text)?.[0];
      const code = /^Your code: (\d{6})$/m.exec(text)?.[1];
      if (url && code) return { to, url, code };
    }
    return undefined;
  });
