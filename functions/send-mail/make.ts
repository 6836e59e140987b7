import { MailMessage } from '../../shared/contracts/mails.ts';
import type { LinkSecrets, LinkTarget } from '../../shared/domain/approval/link.ts';
import { isMailAddress, type Mail } from '../../shared/domain/mail/mail.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import { renderMail } from '../../shared/mail/render.ts';

/** Where links lead, and in which time zone times are told. */
export interface Place {
  readonly publicUrl: string;
  readonly timeZone: string;
}

/** A mail that can be made, once link and code are there if it needs them. */
export interface Makeable {
  /** What a link is to be minted for; `null` where the mail has none. */
  readonly target: LinkTarget | null;
  readonly make: (secrets: LinkSecrets | null) => RenderedMail;
}

/** Looks at a mail before anything is done for it. @returns why it cannot be made, for one that cannot. */
export const prepare = (mail: Mail, { publicUrl, timeZone }: Place): Makeable | { readonly refused: string } => {
  if (!isMailAddress(mail.to)) return { refused: 'The address is not one e-mail address.' };
  const parsed = MailMessage.safeParse({ template: mail.template, data: mail.data, link: mail.link });
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message: why }) => `${path.join('.')} ${why}`);
    return { refused: `The mail cannot be made: ${wrong.join('; ')}` };
  }
  const message = parsed.data;
  return {
    target: 'link' in message ? message.link : null,
    make: (secrets) =>
      renderMail(
        message,
        { timeZone },
        secrets && { link: `${publicUrl}/approve/${secrets.token}`, code: secrets.code },
      ),
  };
};

/** A text without what only the recipient of the mail may know, should somebody else's words repeat it. */
export const withoutSecrets = (text: string, secrets: LinkSecrets | null): string =>
  secrets ? text.replaceAll(secrets.token, '…').replaceAll(secrets.code, '…') : text;
