import { type ImportSums, MAX_IMPORT_RECORDS } from '../../shared/contracts/imports.ts';
import { type IdentifiedEntry, identify } from '../../shared/domain/cash-application/identity.ts';
import { invalidField } from '../../shared/http/validation.ts';
import type { BankFile } from './bank/bank-file.ts';
import { isCamt, readCamt } from './camt/read-camt.ts';
import { type Ledger, readLedger } from './file/ledger.ts';
import { readMt940 } from './mt940/read-mt940.ts';
import { malformed } from './refusals.ts';
import { isUbl, readUbl, type UblDocument } from './ubl/document.ts';
import type { XmlElement } from './xml/element.ts';
import { readXml } from './xml/read-xml.ts';

/** A file by what it holds. */
export type ImportFile =
  | { readonly kind: 'rows'; readonly ledger: Ledger }
  | { readonly kind: 'entries'; readonly entries: readonly IdentifiedEntry[]; readonly ignored: number }
  | { readonly kind: 'document'; readonly document: UblDocument };

const bankFile = ({ entries, ignored }: BankFile): ImportFile => {
  if (entries.length > MAX_IMPORT_RECORDS) {
    throw invalidField('body', `has more than ${MAX_IMPORT_RECORDS} bookings. Split the file`);
  }
  return { kind: 'entries', entries: identify(entries), ignored };
};

/** Banks put messages into envelopes of their own. */
const payloadOf = (root: XmlElement): XmlElement | undefined => {
  let level: readonly XmlElement[] = [root];
  while (level.length > 0) {
    const found = level.find((element) => isUbl(element) || (element.name === 'Document' && isCamt(element)));
    if (found) return found;
    level = level.flatMap(({ children }) => children);
  }
  return undefined;
};

const readXmlFile = (text: string, sums: ImportSums): ImportFile => {
  const root = readXml(text);
  const payload = payloadOf(root);
  if (!payload) {
    const taken = 'ISO 20022 camt.053 and camt.054, UBL 2.1 Invoice and CreditNote are taken';
    throw malformed(root.line, `begins a document '${root.name.slice(0, 60)}' of another kind; ${taken}`);
  }
  return isUbl(payload) ? { kind: 'document', document: readUbl(payload) } : bankFile(readCamt(payload, sums));
};

/**
 * Reads a file by its media type. Bank statements and documents are read whole before anything of them is posted.
 * @param sums whether the figures of a bank file must agree; those of an invoice must in any case.
 * @throws validation for what is not such a file, unprocessable when its figures contradict each other.
 */
export const readFile = (contentType: string, text: string, sums: ImportSums = 'checked'): ImportFile => {
  switch (contentType) {
    case 'application/xml':
    case 'text/xml':
      return readXmlFile(text, sums);
    case 'text/vnd.mt940':
      return bankFile(readMt940(text, sums));
    default:
      return { kind: 'rows', ledger: readLedger(text) };
  }
};
