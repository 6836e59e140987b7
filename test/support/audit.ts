import type { Account } from '../../shared/domain/account/account.ts';
import type { HistoryEntry } from '../../shared/domain/history/entry.ts';
import type { Receivable } from '../../shared/domain/receivable/receivable.ts';
import type { Reservation } from '../../shared/domain/reservation/reservation.ts';
import type { Settlement } from '../../shared/domain/settlement/settlement.ts';
import { toAccount } from '../../shared/store/accounts.ts';
import { toHistoryEntry } from '../../shared/store/history.ts';
import { toReceivable } from '../../shared/store/receivables.ts';
import { toReservation } from '../../shared/store/reservations.ts';
import { toSettlement } from '../../shared/store/settlement-items.ts';
import type { Item } from '../../shared/store/table.ts';
import { behaviourDefects } from './audit-behaviour.ts';
import { chainDefects } from './audit-chain.ts';
import type { Database } from './dynamodb.ts';

/** Everything of one customer as the table holds it. */
export interface Books {
  readonly account: Account;
  readonly accountItem: Item;
  readonly entries: readonly HistoryEntry[];
  readonly receivables: readonly Receivable[];
  readonly reservations: readonly Reservation[];
  readonly settlements: readonly Settlement[];
  readonly openItems: readonly Item[];
  readonly unappliedItems: readonly Item[];
  readonly behaviour: Item | undefined;
  readonly behaviourMonths: readonly Item[];
}

/** Reads the whole table into the books of its customers. */
export const readBooks = async (database: Pick<Database, 'scan'>): Promise<ReadonlyMap<string, Books>> => {
  const items = await database.scan();
  const of = (prefix: string, sk: string) =>
    items.filter((item) => String(item['pk']).startsWith(prefix) && String(item['sk']).startsWith(sk));
  const entries = of('CUSTOMER#', 'HISTORY#').sort((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1));
  const history = entries.map(toHistoryEntry);
  const receivables = of('INVOICE#', 'RECEIVABLE').map(toReceivable);
  const reservations = of('ORDER#', 'RESERVATION').map(toReservation);
  const settlements = [...of('PAYMENT#', 'SETTLEMENT'), ...of('CREDITNOTE#', 'SETTLEMENT')].map(toSettlement);
  const ofCustomer = (customerId: string, sk: string) =>
    of(`CUSTOMER#${customerId}`, sk).filter((item) => item['pk'] === `CUSTOMER#${customerId}`);
  const books = of('CUSTOMER#', 'ACCOUNT').map((item): [string, Books] => {
    const account = toAccount(item);
    const own = <T extends { readonly customerId: string }>(list: readonly T[]) =>
      list.filter((one) => one.customerId === account.customerId);
    return [
      account.customerId,
      {
        account,
        accountItem: item,
        entries: own(history),
        receivables: own(receivables),
        reservations: own(reservations),
        settlements: own(settlements),
        openItems: ofCustomer(account.customerId, 'OPEN#'),
        unappliedItems: ofCustomer(account.customerId, 'UNAPPLIED#'),
        behaviour: ofCustomer(account.customerId, 'BEHAVIOUR').find((one) => one['sk'] === 'BEHAVIOUR'),
        behaviourMonths: ofCustomer(account.customerId, 'BEHAVIOUR#'),
      },
    ];
  });
  return new Map(books);
};

/** Half up, as money is rounded; written apart from the code it checks. */
const share = (whole: bigint, part: bigint, of: bigint): bigint => (2n * whole * part + of) / (2n * of);

const sum = (numbers: Iterable<bigint>): bigint => [...numbers].reduce((total, number) => total + number, 0n);

const remaining = (receivable: Receivable): bigint =>
  receivable.amount.minorUnits - receivable.paid - receivable.credited - receivable.writtenOff;

const unapplied = (settlement: Settlement): bigint =>
  settlement.status === 'REVERSED'
    ? 0n
    : settlement.amount.minorUnits - sum(settlement.allocations.map((part) => part.minorUnits));

/** Exposure by hand: what is open, plus what orders hold, less the money that is not applied. */
export const exposureByHand = ({ receivables, reservations, settlements }: Books) => {
  const open = sum(receivables.map((one) => share(one.carryingAmount, remaining(one), one.amount.minorUnits)));
  const held = sum(
    reservations
      .filter((one) => one.status === 'ACTIVE' && one.invoiced < one.amount.minorUnits)
      .map((one) => share(one.carryingAmount, one.amount.minorUnits - one.invoiced, one.amount.minorUnits)),
  );
  const cash = sum(settlements.map((one) => share(one.carryingAmount, unapplied(one), one.amount.minorUnits)));
  return { openReceivables: open, reservations: held, unappliedCash: cash, total: open + held - cash };
};

const first = (values: readonly string[]): string | null => [...values].sort()[0] ?? null;

/** Everything that is wrong in the table, as sentences; empty when the books are right. */
export const findDefects = async (database: Pick<Database, 'scan'>): Promise<string[]> =>
  defectsIn(await readBooks(database));

export const defectsIn = (all: ReadonlyMap<string, Books>): string[] =>
  [...all.values()].flatMap((books) => [
    ...chainDefects(books),
    ...counterDefects(books),
    ...groupDefects(books, all),
    ...receivableDefects(books),
    ...waitingDefects(books),
    ...behaviourDefects(books),
    ...habitDefects(books),
  ]);

const compare = (what: string, actual: unknown, expected: unknown): string[] =>
  actual === expected ? [] : [`${what} is ${String(actual)}, should be ${String(expected)}`];

const counterDefects = (books: Books): string[] => {
  const { account, receivables, reservations } = books;
  const byHand = exposureByHand(books);
  const due = receivables.filter((one) => remaining(one) > 0n).map((one) => one.dueOn);
  const expiry = first(reservations.filter((one) => one.status === 'ACTIVE').map((one) => one.expiresAt));
  const late = expiry !== null && (account.nextExpiryAt === null || account.nextExpiryAt > expiry);
  return [
    ...compare(`${account.customerId} openReceivables`, account.openReceivables, byHand.openReceivables),
    ...compare(`${account.customerId} reservations`, account.reservations, byHand.reservations),
    ...compare(`${account.customerId} unappliedCash`, account.unappliedCash, byHand.unappliedCash),
    ...compare(`${account.customerId} oldestOpenDueOn`, account.oldestOpenDueOn, first(due)),
    ...(late ? [`${account.customerId} expects an expiry at ${account.nextExpiryAt}; the first is ${expiry}`] : []),
    ...attentionDefects(books),
  ];
};

/** Invoices of an order count once if it was held before the first of them, else each until it is. */
const isOrdersOf = (orders: number, receivables: readonly Receivable[]): boolean => {
  const ids = receivables.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  return orders <= receivables.length && orders >= receivables.length - ids.length + new Set(ids).size;
};

/** What a customer orders usually is reckoned from all invoices there have been. */
const habitDefects = ({ account: { customerId, habit }, receivables }: Books): string[] => [
  ...compare(`${customerId} habit.invoices`, habit?.invoices ?? 0, receivables.length),
  ...compare(`${customerId} habit.invoiced`, habit?.invoiced ?? 0n, sum(receivables.map((one) => one.carryingAmount))),
  ...(isOrdersOf(habit?.orders ?? 0, receivables) ? [] : [`${customerId} habit.orders is ${habit?.orders}`]),
  ...compare(`${customerId} habit.since`, habit?.since ?? null, first(receivables.map((one) => one.issuedOn))),
];

/** The daily run finds a customer by the oldest of what is open, by what expires and by what ends, and never later. */
const attentionDefects = ({ account, accountItem }: Books): string[] => {
  const day = String(accountItem['gsi1sk'] ?? '~').split('#')[0] ?? '~';
  const waits = [account.oldestOpenDueOn, account.nextExpiryAt?.slice(0, 10) ?? null].filter((on) => on !== null);
  return waits
    .filter((on) => on < day)
    .map((on) => `${account.customerId} waits for the daily run from ${on} on; the index says ${day}`);
};

const groupDefects = ({ account }: Books, all: ReadonlyMap<string, Books>): string[] => {
  const members = [...all.values()].filter((other) => other.account.groupId === account.customerId);
  const exposure = ({ account: one }: Books) => one.openReceivables + one.reservations - one.unappliedCash;
  const own = account.openReceivables + account.reservations - account.unappliedCash;
  const expiry = first(
    members.flatMap(({ reservations }) =>
      reservations.filter((one) => one.status === 'ACTIVE').map((one) => one.expiresAt),
    ),
  );
  const late = expiry !== null && (account.groupNextExpiryAt === null || account.groupNextExpiryAt > expiry);
  return [
    ...compare(`${account.customerId} groupExposure`, account.groupExposure, own + sum(members.map(exposure))),
    ...compare(`${account.customerId} memberCount`, account.memberCount, members.length),
    ...(late
      ? [`${account.customerId} expects a member's expiry at ${account.groupNextExpiryAt}; it is ${expiry}`]
      : []),
  ];
};

const receivableDefects = ({ account, receivables, settlements, openItems }: Books): string[] => {
  const allocated = (kind: Settlement['kind'], invoiceId: string) =>
    sum(
      settlements
        .filter((one) => one.kind === kind)
        .flatMap((one) => one.allocations.filter((part) => part.invoiceId === invoiceId))
        .map((part) => part.minorUnits),
    );
  const open = receivables.filter((one) => remaining(one) > 0n);
  const line = (dueOn: unknown, id: unknown, left: unknown, carrying: unknown, disputed: unknown) =>
    `${dueOn} ${id} ${left} ${carrying} ${disputed}`;
  const listed = openItems.map((item) =>
    line(item['dueOn'], item['invoiceId'], item['remaining'], item['carrying'], item['disputed'] === true),
  );
  const expected = open.map((one) =>
    line(
      one.dueOn,
      one.invoiceId,
      remaining(one),
      share(one.carryingAmount, remaining(one), one.amount.minorUnits),
      one.disputed,
    ),
  );
  return [
    ...receivables.flatMap((one) => [
      ...compare(`${one.invoiceId} paid`, one.paid, allocated('PAYMENT', one.invoiceId)),
      ...compare(`${one.invoiceId} credited`, one.credited, allocated('CREDIT_NOTE', one.invoiceId)),
      ...(remaining(one) < 0n ? [`${one.invoiceId} is settled by more than its amount`] : []),
    ]),
    ...compare(`open items of ${account.customerId}`, listed.sort().join('; '), expected.sort().join('; ')),
  ];
};

const waitingDefects = ({ account, settlements, unappliedItems }: Books): string[] => {
  const waiting = settlements.filter((one) => unapplied(one) > 0n).map((one) => `${one.kind} ${one.settlementId}`);
  const listed = unappliedItems.map((item) => `${String(item['kind'])} ${String(item['settlementId'])}`);
  const overspent = settlements.filter((one) => unapplied(one) < 0n);
  return [
    ...compare(`waiting money of ${account.customerId}`, listed.sort().join('; '), waiting.sort().join('; ')),
    ...overspent.map((one) => `${one.settlementId} is applied beyond its amount`),
  ];
};
