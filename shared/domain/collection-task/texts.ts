import { formatMinorUnits, type Money } from '../../money.ts';
import type { CollectionTask } from './task.ts';

/** What is chased now, one amount for each currency, and for how long the oldest of it has been due. */
export interface Owing {
  readonly totals: readonly Money[];
  readonly daysPastDue: number;
  /** Share of it, 0 to 1, that is not expected to come in within a fortnight by itself; all where left out. */
  readonly stays?: number;
}

const written = (totals: readonly Money[]): string =>
  totals.map(({ currency, minorUnits }) => `${formatMinorUnits(minorUnits, currency)} ${currency}`).join(' and ');

/** `100.00 EUR, 14 days past due`. */
const owed = ({ daysPastDue, totals }: Owing): string =>
  `${written(totals) || 'nothing any more'}, ${daysPastDue === 1 ? '1 day' : `${daysPastDue} days`} past due`;

/** Begins the key of a task that is there because the case waits for a person to say how it goes on. */
export const PERSON = 'person/';

/**
 * What a task says that tells of what is owed: written anew when that changes.
 * @returns `null` for one that tells of something else and stays as it is.
 */
export const owingText = (
  { key, kind }: Pick<CollectionTask, 'kind' | 'key'>,
  legalName: string,
  owing: Owing,
): string | null => {
  const about = owed(owing);
  const forPerson = key.startsWith(PERSON);
  switch (kind) {
    case 'CALL':
      return `Call ${legalName} about ${about}.`;
    case 'NO_ADDRESS':
      return `${legalName} has no e-mail address for billing. Find one, and call about ${about}.`;
    case 'ESCALATION':
      return forPerson
        ? `All steps are taken for ${legalName}: ${about}. Say how it goes on.`
        : `Decide how to go on with ${legalName}: ${about}.`;
    case 'HANDOFF_RETURNED':
      return forPerson
        ? `${legalName} is chased again after the legal handoff came back: ${about}. Say how the case goes on: resume or escalate it.`
        : null;
    default:
      return null;
  }
};
