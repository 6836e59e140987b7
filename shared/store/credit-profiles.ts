import type { Account } from '../domain/account/account.ts';
import type { ProfileFacts } from '../domain/account/profile.ts';
import { hasExpired, heldAmount } from '../domain/reservation/reservation.ts';
import { notFound } from '../errors.ts';
import { toAccount } from './accounts.ts';
import { text } from './attributes.ts';
import { toBehaviour } from './behaviours.ts';
import { loadConduct, loadOverdue } from './conduct.ts';
import type { Context } from './context.ts';
import { indexKeys, keys } from './keys.ts';
import { toProfile } from './profiles.ts';
import { recommendFor } from './recommendation/recommend.ts';
import { toReservation } from './reservations.ts';
import type { Item, Table } from './table.ts';

/** The credit profile as it stands now. @throws not-found for an unknown customer. */
export const loadCreditProfile = async (context: Context, customerId: string): Promise<ProfileFacts> => {
  const [profile] = await loadCreditProfiles(context, [customerId]);
  if (!profile) throw notFound('customer', customerId);
  return profile;
};

/** The profiles of those customers that exist, in the order asked. */
export const loadCreditProfiles = async (context: Context, customerIds: readonly string[]): Promise<ProfileFacts[]> => {
  const wanted = customerIds.flatMap((id) => [keys.account(id), keys.profile(id), keys.behaviour(id)]);
  const found = new Map((await context.table.getMany(wanted)).map((item) => [nameOf(item), item]));
  const profiles = customerIds.map((id) => {
    const account = found.get(nameOf(keys.account(id)));
    const profile = found.get(nameOf(keys.profile(id)));
    return account && profile ? assemble(context, account, profile, found.get(nameOf(keys.behaviour(id)))) : [];
  });
  return (await Promise.all(profiles)).flat();
};

const nameOf = (key: Item | { pk: string; sk: string }): string => `${String(key['pk'])} ${String(key['sk'])}`;

const assemble = async (
  context: Context,
  accountItem: Item,
  profileItem: Item,
  behaviourItem: Item | undefined,
): Promise<ProfileFacts> => {
  const { table, moment } = context;
  const stored = toAccount(accountItem);
  const { masterData } = toProfile(profileItem);
  const [overdue, expired] = await Promise.all([loadOverdue(context, stored), expiredHold(table, stored, moment.now)]);
  const account = { ...stored, reservations: stored.reservations - expired };
  const behaviour = toBehaviour(behaviourItem);
  const conduct = await loadConduct(context, account.customerId, account, masterData, { behaviour, overdue });
  return {
    account,
    masterData,
    behaviour,
    conduct,
    overdueAmount: overdue.amount,
    recommendation: await recommendFor(context, { account, masterData, conduct }),
    today: moment.today,
  };
};

/** What expired reservations still hold in the counters: the next check will free it. */
const expiredHold = async (table: Table, account: Account, now: string): Promise<bigint> => {
  if (account.nextExpiryAt === null || account.nextExpiryAt > now) return 0n;
  const { gsi1pk } = indexKeys.reservationExpiry(account.customerId, '', '');
  const { items } = await table.page({ index: 'gsi1', partition: gsi1pk, to: `${now}#~` });
  const reservations = await table.getMany(items.map((item) => ({ pk: text(item, 'pk'), sk: text(item, 'sk') })));
  return reservations
    .map(toReservation)
    .filter((reservation) => hasExpired(reservation, now))
    .reduce((sum, reservation) => sum + heldAmount(reservation), 0n);
};
