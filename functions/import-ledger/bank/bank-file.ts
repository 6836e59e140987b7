import type { BankEntry } from '../../../shared/domain/cash-application/bank-entry.ts';

/** A file of bank statements as read. */
export interface BankFile {
  readonly entries: readonly BankEntry[];
  /** Bookings that are none of the ledger's: what we paid, and what is not booked yet. */
  readonly ignored: number;
}
