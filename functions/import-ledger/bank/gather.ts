import type { IdentifiedEntry } from '../../../shared/domain/cash-application/identity.ts';
import { type Debtor, debtorOf, type NamedInvoice } from '../../../shared/domain/cash-application/match.ts';
import { type Candidate, candidatesOf } from '../../../shared/domain/cash-application/references.ts';
import type { Receivable } from '../../../shared/domain/receivable/receivable.ts';
import { customersOfName, existingCustomers } from '../../../shared/store/cash-in/customers-named.ts';
import { customersWithNumber } from '../../../shared/store/party-numbers.ts';
import { loadReceivables } from '../../../shared/store/receivables.ts';
import type { Table } from '../../../shared/store/table.ts';
import { inParallel } from '../in-parallel.ts';

/** A payment, whose it is, and the invoices that it names. */
export interface Assigned {
  readonly entry: IdentifiedEntry;
  readonly debtor: Debtor;
  readonly named: readonly NamedInvoice[];
}

const LOOK_UPS_AT_ONCE = 8;

interface Read {
  readonly entry: IdentifiedEntry;
  readonly candidates: readonly Candidate[];
}

const namedBy = (candidates: readonly Candidate[], known: ReadonlyMap<string, Receivable>): readonly NamedInvoice[] =>
  candidates.flatMap(({ id, isStrong, minorUnits }) => {
    const receivable = known.get(id);
    return receivable ? [{ receivable, isStrong, minorUnits }] : [];
  });

/** Ids that the payer's bank gives of the payer count as those in the text do, when they are a customer's id here. */
const customerCandidates = ({ candidates, entry }: Read): readonly string[] => [
  ...candidates.filter(({ isStrong }) => isStrong).map(({ id }) => id),
  ...entry.counterparty.ids.filter((id) => /^[A-Za-z0-9._:-]{4,64}$/.test(id)),
];

/**
 * Finds out whose the payments are, by what stands in them: everything is asked for by its key, for many of them at once.
 */
export const gather = async (table: Table, entries: readonly IdentifiedEntry[]): Promise<readonly Assigned[]> => {
  const first = entries.map((entry): Read => ({ entry, candidates: candidatesOf(entry) }));
  const known = new Map<string, Receivable>();
  const learn = async (reads: readonly Read[]): Promise<void> => {
    const ids = [...new Set(reads.flatMap(({ candidates }) => candidates.map(({ id }) => id)))];
    for (const receivable of await loadReceivables(table, ids)) known.set(receivable.invoiceId, receivable);
  };
  await learn(first);
  // Only what names nothing as it is read first is read the other way.
  const second = first.map((read): Read => {
    const isFruitless = namedBy(read.candidates, known).length === 0 && read.entry.texts.length > 1;
    return isFruitless ? { entry: read.entry, candidates: candidatesOf(read.entry, 1) } : read;
  });
  await learn(second.filter((read, index) => read !== first[index]));
  const customers = await existingCustomers(table, second.flatMap(customerCandidates));

  const assigned: Assigned[] = [];
  await inParallel(second.entries(), LOOK_UPS_AT_ONCE, async ([index, read]) => {
    const { candidates, entry } = read;
    const named = namedBy(candidates, known);
    const customersNamed = [...new Set(customerCandidates(read).filter((id) => customers.has(id)))];
    const evidence = { named, customersNamed, customersByNumber: [] as readonly string[], customersByName: [] };
    let debtor = debtorOf(entry, evidence);
    const { ids, name } = entry.counterparty;
    if (isNobody(debtor)) {
      const customersByNumber = await customersWithNumber(table, ids);
      debtor = debtorOf(entry, { ...evidence, customersByNumber });
    }
    if (isNobody(debtor) && name !== null) {
      debtor = debtorOf(entry, { ...evidence, customersByName: await customersOfName(table, name) });
    }
    assigned[index] = { entry, debtor, named };
  });
  return assigned;
};

const isNobody = (debtor: Debtor): boolean => 'reason' in debtor && debtor.reason === 'NOBODY_NAMED';
