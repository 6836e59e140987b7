import { type Approvals, approvalsOn, startApprovals } from './approvals.ts';
import { eventually } from './e2e/links.ts';

export const CORA = 'cora.collector@example.com';
export const LEA = 'lea.lead@example.com';
export const LEX = 'lex.legal@example.com';

/** A step or an end of a case, as its timeline tells it. */
interface TimelineEntry {
  readonly at: string;
  readonly kind: string;
  readonly text: string;
  readonly by: string | null;
}

/** The day and time in a time zone, `2026-03-03 08:00`. */
export const localTime = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));

/** What people and systems do about collections, on any platform that runs: over HTTP, as everybody else. */
export const collectionsOn = (platform: Approvals) => {
  const { call } = platform;

  /** A customer who is written to at `billing@<id>.example`. */
  const debtor = async (customerId: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
    const contacts = [{ name: 'Billing', email: addressOf(customerId), role: 'BILLING' }];
    const body = {
      legalName: `${customerId} GmbH`,
      currency: 'EUR',
      segment: 'retail',
      region: 'DE',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      collector: CORA,
      contacts,
      ...more,
    };
    await call('putCustomer', { params: { customerId }, body });
    return customerId;
  };
  /** An invoice of so many euros that is due on a day. */
  const owes = (customerId: string, invoiceId: string, dueOn: string, euros = '100.00') =>
    platform.invoice(
      { customerId, amount: { amount: euros, currency: 'EUR' }, issuedOn: addMonths(dueOn), dueOn },
      invoiceId,
    );
  /** The cases of a customer, the newest first. */
  const casesOf = async (customerId: string) =>
    (await call('listCollectionCases', { query: { limit: 200 } })).body.items.filter(
      (one) => one.customerId === customerId,
    );
  /** The newest case of a customer, whole. */
  const caseOf = async (customerId: string) => {
    const [newest] = await casesOf(customerId);
    if (!newest) throw new Error(`${customerId} has no case`);
    return (await call('getCollectionCase', { params: { caseId: newest.caseId } })).body;
  };
  const untilCase = async (
    customerId: string,
    what: string,
    wished: (one: Awaited<ReturnType<typeof caseOf>>) => boolean,
  ) =>
    eventually(`${what} of the case of ${customerId}`, async () => {
      const found = await caseOf(customerId).catch(() => undefined);
      return found && wished(found) ? found : undefined;
    });
  /** The story of the newest case, with the day of each entry in a time zone. */
  const story = async (customerId: string, timeZone = 'Europe/Berlin'): Promise<readonly string[]> => {
    const { timeline } = await caseOf(customerId);
    return timeline.map(({ at, kind }: TimelineEntry) => `${localTime(at, timeZone).slice(0, 10)} ${kind}`);
  };
  /** The subjects of the mails to a customer, the oldest first, each with day and time in a time zone. */
  const mailsTo = async (customerId: string, timeZone = 'Europe/Berlin'): Promise<readonly string[]> =>
    (await platform.mails(addressOf(customerId))).toReversed().map(({ sentAt, subject }) => {
      return `${localTime(sentAt, timeZone)} ${subject}`;
    });
  return { ...platform, debtor, owes, casesOf, caseOf, untilCase, story, mailsTo };
};

export type Collections = ReturnType<typeof collectionsOn>;

export const addressOf = (customerId: string): string => `billing@${customerId.toLowerCase()}.example`;

const MONTH_MS = 30 * 86_400_000;
const addMonths = (date: string): string => new Date(Date.parse(date) - MONTH_MS).toISOString().slice(0, 10);

/** A platform of the tests' own, with its own clock, on a folder that is thrown away. `stop` ends it. */
export const startCollections = async (options: { readonly startAt: string }) => {
  const platform = await startApprovals({ ...options, dailyRuns: true });
  return { ...platform, ...collectionsOn(approvalsOn(platform.endpoints)) };
};
