import { momentAt } from '../../shared/dates.ts';
import { type Account, newAccount } from '../../shared/domain/account/account.ts';
import { decideCredit } from '../../shared/domain/credit-check/decide.ts';
import type { CreditCheck, CreditDecision } from '../../shared/domain/credit-check/decision.ts';
import type { CheckInput } from '../../shared/domain/credit-check/facts.ts';
import { type FxQuote, type FxRates, quote } from '../../shared/domain/fx/rates.ts';
import { defaultPolicy } from '../../shared/domain/policy/policy.ts';
import type { Reservation } from '../../shared/domain/reservation/reservation.ts';
import { eur } from './movements.ts';

/** Monday, 2 March 2026, 10:00 in Berlin. */
export const moment = momentAt(Date.parse('2026-03-02T09:00:00Z'), 'Europe/Berlin');

/** An account in euros with a limit of 1,000.00 and nothing owed. */
export const anAccount = (changes: Partial<Account> = {}): Account => ({
  ...newAccount({ customerId: 'ACME', currency: 'EUR', segment: 'RETAIL', paymentTermsDays: 30 }),
  creditLimit: 1_000_00n,
  ...changes,
});

export const aReservation = (changes: Partial<Reservation> = {}): Reservation => ({
  orderId: 'O-1',
  customerId: 'ACME',
  status: 'ACTIVE',
  amount: eur(100_00),
  carryingAmount: 100_00n,
  invoiced: 0n,
  expiresAt: '2026-03-16T09:00:00.000Z',
  decisionId: 'D-1',
  version: 1,
  ...changes,
});

export const someRates: FxRates = {
  date: '2026-03-02',
  base: 'EUR',
  rates: { USD: '1.0832', JPY: '161.37', KWD: '0.33412' },
};

export const quoteOf = (from: string, to = 'EUR', rates: FxRates = someRates): FxQuote | null => quote(rates, from, to);

export type Asked = Partial<Omit<CheckInput, 'check'>> & { readonly check?: Partial<CreditCheck> };

/** Decides an order of 100.00 on an account with a limit of 1,000.00, but for what the test says otherwise. */
export const decide = ({ check, ...rest }: Asked = {}): CreditDecision =>
  decideCredit({
    account: anAccount(),
    group: null,
    existing: null,
    fx: null,
    policy: defaultPolicy,
    moment,
    ...rest,
    check: { customerId: 'ACME', orderId: 'O-1', amount: eur(100_00), reserve: true, ...check },
  });

export const codesOf = (decision: CreditDecision): string[] => decision.reasons.map((reason) => reason.code);
