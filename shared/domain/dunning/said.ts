import type { BusinessDate } from '../../dates.ts';
import type { Money, MoneyJson } from '../../money.ts';

/** What a customer says by the page behind the link of a reminder. */
export type Said = {
  /** As it was typed; empty when there was none. */
  readonly code: string;
  /** What the form says, whole: sent again, the same one says nothing new. */
  readonly form: string;
} & (
  | { readonly action: 'promise'; readonly amount: Money; readonly payBy: BusinessDate }
  | { readonly action: 'dispute'; readonly invoiceIds: readonly string[]; readonly reason: string }
);

/** What was recorded of it. */
export type Heard =
  | {
      readonly action: 'promise';
      readonly amount: MoneyJson;
      readonly payBy: BusinessDate;
      readonly invoiceIds: readonly string[];
    }
  | { readonly action: 'dispute'; readonly invoiceIds: readonly string[] };
