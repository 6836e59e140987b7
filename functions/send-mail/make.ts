import { MailMessage } from '../../shared/contracts/mails.ts';
import type { LinkSecrets } from '../../shared/domain/approval/link.ts';
import { isDunningTemplate, THANKS_TEMPLATE } from '../../shared/domain/dunning/mails.ts';
import { isMailAddress, type Mail } from '../../shared/domain/mail/mail.ts';
import type { LinkAndCode } from '../../shared/mail/content.ts';
import { renderMail } from '../../shared/mail/render.ts';
import { mintLink } from '../../shared/store/approval-links.ts';
import { cannotBeMade, type Place, type Prepared } from './ready.ts';
import { prepareReminder, prepareThanks } from './to-customer.ts';

const linkTo = (publicUrl: string, { code, token }: LinkSecrets): LinkAndCode => ({
  link: `${publicUrl}/approve/${token}`,
  code,
});

const prepareForPeople = (mail: Mail, { publicUrl, timeZone }: Place): Prepared => {
  const parsed = MailMessage.safeParse({ template: mail.template, data: mail.data, link: mail.link });
  if (!parsed.success) return cannotBeMade(parsed.error.issues);
  const message = parsed.data;
  return {
    makeReady: async (table, at) => {
      const secrets = 'link' in message ? await mintLink(table, message.link, at) : null;
      if ('link' in message && !secrets) {
        return { pointless: 'Nobody waits for a decision of this approver any more.' };
      }
      const access = secrets && linkTo(publicUrl, secrets);
      return { secrets, told: null, make: () => renderMail(message, { timeZone }, access) };
    },
  };
};

/** Looks at a mail before anything is done for it. @returns why it cannot be made, for one that cannot. */
export const prepare = (mail: Mail, place: Place): Prepared => {
  if (!isMailAddress(mail.to)) return { refused: 'The address is not one e-mail address.' };
  if (isDunningTemplate(mail.template)) return prepareReminder(mail, place);
  return mail.template === THANKS_TEMPLATE ? prepareThanks(mail, place) : prepareForPeople(mail, place);
};

/** A text without what only the recipient of the mail may know, should somebody else's words repeat it. */
export const withoutSecrets = (text: string, secrets: LinkSecrets | null): string =>
  secrets ? text.replaceAll(secrets.token, '…').replaceAll(secrets.code, '…') : text;
