import { type CustomerStatus, type Grade, statusOf } from '../../shared/domain/account/account.ts';
import type { ProfileFacts } from '../../shared/domain/account/profile.ts';
import { text } from '../../shared/store/attributes.ts';
import type { Context } from '../../shared/store/context.ts';
import { loadCreditProfiles } from '../../shared/store/credit-profiles.ts';
import { directoryName, indexKeys } from '../../shared/store/keys.ts';
import type { Page, Range } from '../../shared/store/table.ts';

export interface DirectoryQuery {
  /** Beginning of the legal name; case and accents do not matter. */
  readonly name?: string | undefined;
  readonly status?: CustomerStatus | undefined;
  readonly grade?: Grade | undefined;
  readonly limit: number;
  readonly startAfter: Page['next'];
}

export interface DirectoryPage {
  readonly profiles: readonly ProfileFacts[];
  readonly next: Page['next'];
}

/** Index pages read for one answer when most customers do not have the grade asked for. */
const PAGES_SEARCHED = 10;
const LAST_CHARACTER = '\u{10FFFF}';

/** The customers by name: all of them, or those of a status. */
const rangeOf = ({ name, status }: DirectoryQuery): Range => {
  const prefix = directoryName(name ?? '');
  const names = prefix === '' ? {} : { from: prefix, to: `${prefix}${LAST_CHARACTER}` };
  return status === undefined
    ? { index: 'gsi1', partition: indexKeys.directory('', '').gsi1pk, ...names }
    : { index: 'gsi2', partition: indexKeys.byStatus(status, '', '').gsi2pk, ...names };
};

/** The indexes lag behind a change of status by moments; the account does not. */
const isMeant = ({ status, grade }: DirectoryQuery, { account }: ProfileFacts): boolean =>
  (status === undefined || statusOf(account) === status) && (grade === undefined || account.grade === grade);

/**
 * One page of the customers in the order of their names. The grade is in no index and is looked at afterwards, in a
 * bounded number of index pages: a page may then be short, or even empty, and still not be the last.
 */
export const pageOfCustomers = async (context: Context, query: DirectoryQuery): Promise<DirectoryPage> => {
  const { limit } = query;
  const range = rangeOf(query);
  const found: ProfileFacts[] = [];
  let next = query.startAfter;
  for (let searched = 0; searched < PAGES_SEARCHED; searched += 1) {
    const page = await context.table.page({ ...range, limit: limit - found.length, startAfter: next });
    const ids = [...new Set(page.items.map((item) => text(item, 'pk').slice('CUSTOMER#'.length)))];
    const profiles = await loadCreditProfiles(context, ids);
    found.push(...profiles.filter((profile) => isMeant(query, profile)));
    next = page.next;
    if (next === null || found.length >= limit) break;
  }
  return { profiles: found, next };
};
