import type { Instant } from '../dates.ts';
import type { Mail, MailState } from '../domain/mail/mail.ts';
import { text } from './attributes.ts';
import { moveMail, toMail } from './mails.ts';
import type { Page, Table } from './table.ts';

/** States in which a mail is on its way. Whatever is in one of them for hours is on its way no more. */
export const onTheirWay = ['PENDING', 'CLAIMED'] as const;
type OnItsWay = (typeof onTheirWay)[number];

const endsAs: Readonly<Record<OnItsWay, MailState>> = { PENDING: 'FAILED', CLAIMED: 'UNKNOWN' };

/** A page of mails is a few hundred kilobytes at most. */
const PAGE_SIZE = 100;
/** Ten thousand mails: no outage leaves more, and the next run takes what is left. */
const MOST_PAGES = 100;

/**
 * Mails listed as being on their way since before an instant, the oldest first, a page at a time. With them those that
 * were given up on already, should nobody have been told.
 */
export async function* strandedMails(
  table: Table,
  state: OnItsWay,
  before: Instant,
): AsyncGenerator<readonly Mail[], void, undefined> {
  let startAfter: Page['next'] = null;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page: Page = await table.page({
      index: 'gsi1',
      partition: `MAILS#${state}`,
      to: before,
      limit: PAGE_SIZE,
      startAfter,
    });
    const found = await table.getMany(page.items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
    yield found.map(toMail).filter((mail) => mail.state === state || mail.state === endsAs[state]);
    startAfter = page.next;
    if (!startAfter) return;
  }
}

const isOnItsWay = (state: MailState): state is OnItsWay => (onTheirWay as readonly MailState[]).includes(state);

const reasonOf = ({ reason, state }: Mail): string =>
  state === 'CLAIMED'
    ? 'Its sender ended when it was about to hand the mail over, or just had.'
    : `It could not be handed over in time.${reason === null ? '' : ` The last try: ${reason}`}`;

/**
 * Gives up on a mail that nobody sends any more: one that waits has failed, of one that was claimed nobody knows. It stays
 * listed as it was until `closeStranded`, so that it is found again if nobody can be told now.
 * @returns its state; `null` when somebody has claimed or marked it since it was read.
 */
export const giveUpStranded = async (table: Table, mail: Mail, at: Instant): Promise<Mail | null> => {
  const { claimId, mailId, state, tries } = mail;
  if (!isOnItsWay(state)) return mail;
  const to = endsAs[state];
  const reason = reasonOf(mail);
  const claim = state === 'CLAIMED' && claimId !== null ? { claimedBy: claimId } : {};
  const done = await moveMail(table, mailId, {
    to,
    from: [state],
    at,
    set: { reason },
    tries,
    staysListed: true,
    ...claim,
  });
  return done ? { ...mail, state: to, reason, changedAt: at } : null;
};

/** Lists a mail that was given up on under its own state: whoever it concerns was told. */
export const closeStranded = (table: Table, { mailId, state }: Mail, at: Instant): Promise<boolean> =>
  moveMail(table, mailId, { to: state, from: [state], at, set: {} });
