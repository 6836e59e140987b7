import type { ImportSums } from '../../../shared/contracts/imports.ts';
import type { BankEntry } from '../../../shared/domain/cash-application/bank-entry.ts';
import type { BankFile } from '../bank/bank-file.ts';
import { malformed } from '../refusals.ts';
import { at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';
import { type Booking, dayOf, entriesOf } from './booking.ts';
import { checkSums } from './sums.ts';
import { toBankEntry } from './transaction.ts';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.(\d{3})\.001\.(\d{2})$/;
const VERSIONS = { first: 2, last: 13 };

/** Where the statements of a message stand. */
const containers: Readonly<Record<string, readonly [string, string, string]>> = {
  '053': ['BkToCstmrStmt', 'Stmt', 'StmtPgntn'],
  '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn', 'NtfctnPgntn'],
};

export const isCamt = ({ namespace }: XmlElement): boolean => NAMESPACE.test(namespace);

interface Page {
  readonly statement: XmlElement;
  readonly bookings: readonly Booking[];
  readonly number: number;
  readonly isLast: boolean;
}

const pageOf = (statement: XmlElement, pagination: string, sums: ImportSums): Page => {
  const page = at(statement, pagination);
  return {
    statement,
    bookings: entriesOf(statement, sums),
    number: Number(textAt(page, 'PgNb') ?? '1'),
    isLast: ['true', '1', null].includes(textAt(page, 'LastPgInd')),
  };
};

/**
 * Sums are over a whole statement: pages of one that stand in the same file are added up, and of a statement whose other
 * pages are elsewhere they cannot be checked.
 */
const checkStatements = (pages: readonly Page[]): void => {
  const byId = new Map<string, Page[]>();
  for (const [index, page] of pages.entries()) {
    const isWhole = page.number === 1 && page.isLast;
    const id = isWhole ? `#${index}` : `${textAt(page.statement, 'Id')} ${textAt(page.statement, 'ElctrncSeqNb')}`;
    const parts = byId.get(id) ?? [];
    parts.push(page);
    byId.set(id, parts);
  }
  for (const parts of byId.values()) {
    const sorted = [...parts].sort((a, b) => a.number - b.number);
    const isComplete = sorted.every(({ number }, index) => number === index + 1) && sorted.at(-1)?.isLast === true;
    if (!isComplete) continue;
    checkSums({
      pages: sorted.map(({ statement }) => statement),
      bookings: sorted.flatMap(({ bookings }) => bookings),
    });
  }
};

const accountOf = (statement: XmlElement): string => {
  const id = at(statement, 'Acct', 'Id');
  return textAt(id, 'IBAN') ?? textAt(id, 'Othr', 'Id') ?? '';
};

/**
 * Reads the statements of a camt.053 or the notifications of a camt.054.
 * @throws validation for another message or version, or what is missing; unprocessable for sums that do not fit.
 */
export const readCamt = (root: XmlElement, sums: ImportSums = 'checked'): BankFile => {
  const [, message = '', version = ''] = NAMESPACE.exec(root.namespace) ?? [];
  const [container, name, pagination] = containers[message] ?? [];
  if (!container || !name || !pagination) {
    throw malformed(
      root.line,
      `begins a camt.${message}; statements (camt.053) and notifications (camt.054) are taken`,
    );
  }
  if (Number(version) < VERSIONS.first || Number(version) > VERSIONS.last) {
    throw malformed(root.line, `begins version ${version} of camt.${message}; versions 02 to 13 are taken`);
  }
  const pages = childrenOf(at(root, container), name).map((one) => pageOf(one, pagination, sums));
  if (root.name !== 'Document' || pages.length === 0) {
    throw malformed(root.line, `begins a camt.${message} without a ${container}/${name}`);
  }
  if (sums === 'checked') checkStatements(pages);
  const read = pages.flatMap(({ bookings, statement }, index) => {
    const account = accountOf(statement);
    return bookings.flatMap((booking) =>
      booking.transactions.map((transaction): BankEntry | null =>
        toBankEntry(booking, transaction, { account, statement: index, date: dayOf(booking.element, statement) }),
      ),
    );
  });
  const entries = read.filter((entry) => entry !== null);
  return { entries, ignored: read.length - entries.length };
};
