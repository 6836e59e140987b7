import {
  type BankEntry,
  type BankEntryKind,
  type Counterparty,
  telling,
} from '../../../shared/domain/cash-application/bank-entry.ts';
import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import { joinedWords } from '../bank/remittance.ts';
import { allAt, at, textAt, textsAt, type XmlElement } from '../xml/element.ts';
import { amountAt } from './amounts.ts';
import { type Booking, isSet, type Transaction } from './booking.ts';
import { chargesOf } from './sums.ts';

/** Sub-families of bank transaction codes for what came back: returns, unpaid debits and cheques, reversals. */
const comesBack = new Set(['RRTN', 'RRCT', 'ARET', 'UPDD', 'UPCT', 'UPCQ', 'CQRV', 'RPCR', 'PRDD', 'RVPD']);

/** Unstructured remittance comes in pieces of so many characters. */
const PIECE = 140;
/** Longer than ISO 20022 allows, so that nothing is cut off but what is hostile. */
const LONGEST_NAME = 200;
const MOST_IDS = 10;

const isReturn = (entry: XmlElement, details: XmlElement | null): boolean => {
  if (details && at(details, 'RtrInf')) return true;
  const codes = [entry, ...(details ? [details] : [])];
  return codes.some((one) => comesBack.has(textAt(one, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd') ?? ''));
};

/** `null` for what is none of the ledger's: what we paid. */
const kindOf = ({ element }: Booking, { details, sign }: Transaction): BankEntryKind | null => {
  const isBack = isSet(element, 'RvslInd') || isReturn(element, details);
  if (sign < 0n) return isBack ? 'RETURN' : null;
  return isBack ? 'OTHER' : 'PAYMENT';
};

/** Newer versions have the party within an element that says whether it is one or an agent. */
const partyAt = (details: XmlElement | null, name: string): XmlElement | undefined => {
  const party = at(details ?? undefined, 'RltdPties', name);
  return at(party, 'Pty') ?? party;
};

const counterpartyOf = (details: XmlElement | null, isIncoming: boolean): Counterparty => {
  const payer = partyAt(details, 'Dbtr');
  const [main, ultimate] = [payer, partyAt(details, 'UltmtDbtr')];
  const account = at(details ?? undefined, 'RltdPties', 'DbtrAcct', 'Id');
  const ids = [main, ultimate].flatMap((party) => [
    ...textsAt(party, 'Id', 'OrgId', 'Othr', 'Id'),
    ...textsAt(party, 'Id', 'OrgId', 'LEI'),
    ...textsAt(party, 'Id', 'PrvtId', 'Othr', 'Id'),
  ]);
  const number = textAt(account, 'IBAN') ?? textAt(account, 'Othr', 'Id');
  const name = textAt(main, 'Nm') ?? (isIncoming ? textAt(ultimate, 'Nm') : null);
  return {
    name: name?.slice(0, LONGEST_NAME) ?? null,
    account: number?.replace(/\s+/g, '').slice(0, LONGEST_NAME) ?? null,
    ids: [...new Set(ids)].slice(0, MOST_IDS),
  };
};

const structuredOf = (details: XmlElement | null, currency: string): BankEntry['structured'] =>
  allAt(details ?? undefined, 'RmtInf', 'Strd').flatMap((one) => {
    const paid = at(one, 'RfrdDocAmt', 'RmtdAmt') ?? at(one, 'RfrdDocAmt', 'DuePyblAmt');
    const isSame = paid?.attributes.get('Ccy') === currency;
    const read = paid && isSame ? readDecimal(paid.text, currency) : null;
    const documents = textsAt(one, 'RfrdDocInf', 'Nb');
    const minorUnits = read && 'minorUnits' in read && documents.length === 1 ? read.minorUnits : null;
    return [
      ...documents.map((reference) => ({ reference, minorUnits })),
      ...textsAt(one, 'CdtrRefInf', 'Ref').map((reference) => ({ reference, minorUnits: null })),
    ];
  });

const textsOf = (entry: XmlElement, details: XmlElement | null): readonly string[] => {
  const unstructured = textsAt(details ?? undefined, 'RmtInf', 'Ustrd');
  const additional = [
    ...textsAt(details ?? undefined, 'RmtInf', 'Strd', 'AddtlRmtInf'),
    ...textsAt(details ?? undefined, 'AddtlTxInf'),
    ...textsAt(entry, 'AddtlNtryInf'),
  ];
  return joinedWords(unstructured, PIECE).map((text) => [text, ...additional].join(' ').trim());
};

const reasonOf = (entry: XmlElement, details: XmlElement | null): string | null => {
  const info = at(details ?? undefined, 'RtrInf');
  const code = textAt(info, 'Rsn', 'Cd') ?? textAt(info, 'Rsn', 'Prtry');
  const more = [...textsAt(info, 'AddtlInf'), ...textsAt(entry, 'AddtlNtryInf')].join(' ');
  return [code, more].filter(Boolean).join(': ') || null;
};

/** Amounts that a returned payment may have had, when charges were taken with it. */
const originalAmounts = (
  entry: XmlElement,
  details: XmlElement | null,
  { amount, currency }: { amount: bigint; currency: string },
) => {
  const stated = [
    amountAt(details ?? undefined, 'AmtDtls', 'InstdAmt', 'Amt'),
    amountAt(details ?? undefined, 'AmtDtls', 'TxAmt', 'Amt'),
    amountAt(details ?? undefined, 'RtrInf', 'OrgnlIntrBkSttlmAmt'),
  ].flatMap((one) => (one?.currency === currency ? [one.minorUnits] : []));
  const charges = [entry, ...(details ? [details] : [])].reduce((sum, one) => sum + chargesOf(one, currency), 0n);
  return [...new Set([...stated, amount - charges])].filter((one) => one !== amount && one > 0n);
};

/** References of the bank first: of those two payments never have the same. */
const referencesOf = (entry: XmlElement, details: XmlElement | null): readonly string[] => {
  const refs = at(details ?? undefined, 'Refs');
  const bank = [textAt(refs, 'AcctSvcrRef'), textAt(entry, 'AcctSvcrRef'), textAt(refs, 'UETR'), textAt(refs, 'TxId')];
  const parties = [textAt(refs, 'EndToEndId'), textAt(refs, 'InstrId'), textAt(refs, 'ChqNb')];
  return [...new Set([...bank, ...parties].flatMap((one) => telling(one) ?? []))];
};

/** What tells a transaction from the others of its booking, whichever of the two messages it stands in. */
const partOf = (details: XmlElement | null): string => {
  const refs = at(details ?? undefined, 'Refs');
  const ids = ['AcctSvcrRef', 'UETR', 'TxId', 'EndToEndId', 'InstrId'].map((name) => telling(textAt(refs, name)));
  return ids.find((id) => id !== null) ?? textsAt(details ?? undefined, 'RmtInf', 'Ustrd').join(' ');
};

/** A transaction as the ledger sees it; `null` for what is none of its business. */
export const toBankEntry = (
  booking: Booking,
  transaction: Transaction,
  place: { readonly account: string; readonly statement: number; readonly date: string },
): BankEntry | null => {
  const { element, isBooked, transactions } = booking;
  const { amount, details } = transaction;
  const kind = kindOf(booking, transaction);
  if (!isBooked || kind === null || amount.minorUnits === 0n) return null;
  const ofDetails = transactions.length === 1 ? telling(textAt(details ?? undefined, 'Refs', 'AcctSvcrRef')) : null;
  return {
    line: details && transactions.length > 1 ? details.line : element.line,
    ...place,
    kind,
    amount,
    originalAmounts: originalAmounts(element, details, { amount: amount.minorUnits, currency: amount.currency }),
    bankReference: telling(textAt(element, 'AcctSvcrRef')) ?? ofDetails,
    part: transactions.length > 1 ? partOf(details) : '',
    references: referencesOf(element, details),
    structured: structuredOf(details, amount.currency),
    texts: textsOf(element, details),
    counterparty: counterpartyOf(details, kind !== 'RETURN'),
    reason: reasonOf(element, details),
  };
};
