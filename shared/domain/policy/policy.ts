/** The credit manager's rules, one versioned document. This release ships the default and reads no other. */
export interface CreditPolicy {
  readonly version: number;
  /** Percent by which exposure may pass the effective limit, an exact decimal. */
  readonly tolerancePercent: string;
  /** How long an order holds its amount before the reservation expires. */
  readonly reservationDays: number;
  /** Orders are referred when anything is more than this many days past due. */
  readonly maxDaysPastDue: number;
  /** Utilization from which an approval carries a warning, in percent. */
  readonly utilizationWarningPercent: string;
  /** Exchange rates older than this refer the order. */
  readonly maxRateAgeDays: number;
  /** Payment terms where the customer has none agreed. */
  readonly defaultTermsDays: number;
  /** Orders above this many minor units of the customer's currency are referred; `null` for no bound. */
  readonly maxOrderMinorUnits: bigint | null;
  /** Customer segments that are not sold to on credit. */
  readonly segmentsWithoutCredit: readonly string[];
}

export const defaultPolicy: CreditPolicy = {
  version: 1,
  tolerancePercent: '0',
  reservationDays: 14,
  maxDaysPastDue: 30,
  utilizationWarningPercent: '80',
  maxRateAgeDays: 3,
  defaultTermsDays: 30,
  maxOrderMinorUnits: null,
  segmentsWithoutCredit: [],
};
