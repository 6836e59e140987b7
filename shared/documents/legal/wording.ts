import { dateText, instantText, moneyText } from '../../mail/wording.ts';
import { type Money, toMoneyJson } from '../../money.ts';

export const amount = (value: Money): string => moneyText(toMoneyJson(value));

export const amounts = (values: readonly Money[]): string =>
  values.length === 0 ? '–' : values.map(amount).join(', ');

export const day = (date: string): string => dateText(date);

export const time = (instant: string, timeZone: string): string =>
  instantText(instant, timeZone).replace(/^\w+ /, '').replace(` (${timeZone})`, '');

/** `friendly-reminder` as people say it. */
export const templateText = (template: string): string => {
  const words = template.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

const states: Readonly<Record<string, string>> = {
  PENDING: 'Not sent yet',
  CLAIMED: 'Being sent',
  DROPPED: 'Not sent: pointless by then',
  UNKNOWN: 'Handed over, outcome not known',
  FAILED: 'Could not be sent',
  SENT: 'Sent',
  DELIVERED: 'Delivered',
  BOUNCED: 'Came back',
  COMPLAINED: 'Delivered, marked as spam',
};

/** What became of a mail, in words. */
export const deliveryText = (state: string): string => states[state] ?? state;

const outcomes: Readonly<Record<string, string>> = {
  OPEN: 'Open',
  KEPT: 'Kept',
  PARTLY_KEPT: 'Kept in part',
  BROKEN: 'Broken',
  REPLACED: 'Replaced',
  CANCELLED: 'Cancelled',
};

export const outcomeText = (outcome: string): string => outcomes[outcome] ?? outcome;
