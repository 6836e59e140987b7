import type { IdentifiedEntry } from '../../../shared/domain/cash-application/identity.ts';
import { asIdentifier, candidatesOf } from '../../../shared/domain/cash-application/references.ts';
import type { Settlement } from '../../../shared/domain/settlement/settlement.ts';
import {
  type BankReturn,
  claimReturn,
  letReturnWait,
  paymentOfReturn,
  paymentsUnder,
  waitingReturns,
} from '../../../shared/store/cash-in/bank-references.ts';
import type { Context } from '../../../shared/store/context.ts';
import { keys } from '../../../shared/store/keys.ts';
import { toSettlement } from '../../../shared/store/settlement-items.ts';
import { reversePayment } from '../../../shared/store/settlements.ts';
import { type EntryResult, unmatched } from './outcome.ts';

const LONGEST_REASON = 900;
/** How the reversal of a payment begins that the bank took back, and no person. */
const BY_BANK = 'Returned by the bank';

const returnOf = ({ amount, date, id, originalAmounts, reason }: IdentifiedEntry): BankReturn => ({
  id,
  amounts: [amount.minorUnits, ...originalAmounts],
  currency: amount.currency,
  date,
  reason: `${BY_BANK}${reason === null ? '' : `: ${reason}`}`.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, LONGEST_REASON),
});

/** Money is taken back after it came, all of it. */
const fits = ({ amounts, currency, date }: BankReturn, { amount, date: receivedOn, kind }: Settlement): boolean =>
  kind === 'PAYMENT' && amount.currency === currency && amounts.includes(amount.minorUnits) && receivedOn <= date;

const reverse = async (context: Context, { id, reason }: BankReturn, paymentId: string): Promise<void> => {
  await reversePayment(context, await claimReturn(context, id, paymentId), reason);
};

/** Payments that may be meant: by reference, the surest first; then those whose own ids are named. */
const tiersOf = async ({ table }: Context, entry: IdentifiedEntry): Promise<readonly Settlement[][]> => {
  const named = [...candidatesOf(entry).map(({ id }) => id), ...entry.references.map(asIdentifier)];
  const tiers = [...(await paymentsUnder(table, entry.references)), [...new Set(named.filter((id) => id !== ''))]];
  const items = await table.getMany([...new Set(tiers.flat())].map(keys.payment));
  const known = new Map(items.map(toSettlement).map((payment) => [payment.settlementId, payment]));
  return tiers.map((ids) => ids.flatMap((id) => known.get(id) ?? []));
};

/**
 * Takes in a booking by which money went back: finds the payment by the references of the bank, else by those of the
 * payer, else by its id, and reverses it. When there is none yet it waits, for files come in any order.
 */
export const takeReturn = async (context: Context, entry: IdentifiedEntry): Promise<EntryResult> => {
  const bankReturn = returnOf(entry);
  const before = await paymentOfReturn(context.table, entry.id);
  if (before !== null) {
    await reverse(context, bankReturn, before);
    return { kind: 'duplicate' };
  }
  for (const tier of await tiersOf(context, entry)) {
    const fitting = tier.filter((payment) => fits(bankReturn, payment));
    const open = fitting.filter(({ status }) => status !== 'REVERSED');
    const [payment, ...others] = open;
    if (others.length > 0) return unmatched(entry, 'RETURN_AMBIGUOUS', [...new Set(open.map((one) => one.customerId))]);
    if (payment) {
      await reverse(context, bankReturn, payment.settlementId);
      return { kind: 'accepted' };
    }
    // A person was faster: what is reversed already is not to be looked for elsewhere.
    const [reversed, ...more] = fitting.filter(({ reversal }) => !reversal?.reason.startsWith(BY_BANK));
    if (reversed && more.length === 0) {
      await claimReturn(context, entry.id, reversed.settlementId);
      return { kind: 'duplicate' };
    }
  }
  await letReturnWait(context, bankReturn, entry.references);
  return unmatched(entry, 'RETURN_WITHOUT_PAYMENT');
};

/** Reverses a payment that was taken back before it was known here. @returns whether it was. */
export const reverseIfReturned = async (
  context: Context,
  { references }: IdentifiedEntry,
  payment: Settlement,
): Promise<boolean> => {
  const waiting = await waitingReturns(context.table, references);
  for (const bankReturn of waiting.filter((one) => fits(one, payment))) {
    const isTaken = (await paymentOfReturn(context.table, bankReturn.id)) !== null;
    if (isTaken) continue;
    const claimed = await claimReturn(context, bankReturn.id, payment.settlementId);
    if (claimed !== payment.settlementId) continue;
    await reversePayment(context, claimed, bankReturn.reason);
    return true;
  }
  return false;
};
