/** Bank files as tests need them: what a test does not care about is filled in, and the sums fit unless told otherwise. */
export interface Booked {
  readonly amount: string;
  readonly currency?: string;
  readonly sign?: 'CRDT' | 'DBIT';
  readonly status?: string;
  readonly isReversal?: boolean;
  /** The bank's reference; `null`: none. */
  readonly reference?: string | null;
  readonly day?: string;
  /** `TxDtls`, as XML; a function of nothing where the bank gives none. */
  readonly details?: readonly string[];
  readonly extra?: string;
}

export interface Details {
  readonly amount?: string;
  readonly text?: readonly string[] | string;
  readonly structured?: string;
  readonly endToEndId?: string;
  readonly reference?: string;
  readonly payer?: string;
  readonly payerId?: string;
  readonly iban?: string;
  readonly extra?: string;
}

const tag = (name: string, content: string | undefined): string =>
  content === undefined ? '' : `<${name}>${content}</${name}>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const details = (parts: Details): string => {
  const { amount, endToEndId, extra = '', iban, payer, payerId, reference, structured, text = [] } = parts;
  const lines = typeof text === 'string' ? [text] : text;
  const id = payerId === undefined ? '' : `<Id><OrgId><Othr><Id>${payerId}</Id></Othr></OrgId></Id>`;
  const party =
    payer === undefined && payerId === undefined ? '' : `<Dbtr>${tag('Nm', payer && escaped(payer))}${id}</Dbtr>`;
  const account = iban === undefined ? '' : `<DbtrAcct><Id><IBAN>${iban}</IBAN></Id></DbtrAcct>`;
  const remittance = [
    ...lines.map((line) => `<Ustrd>${escaped(line)}</Ustrd>`),
    ...(structured === undefined ? [] : [`<Strd><CdtrRefInf><Ref>${structured}</Ref></CdtrRefInf></Strd>`]),
  ].join('');
  return [
    '<TxDtls>',
    `<Refs>${tag('AcctSvcrRef', reference)}${tag('EndToEndId', endToEndId)}</Refs>`,
    amount === undefined ? '' : `<Amt Ccy="EUR">${amount}</Amt>`,
    party || account ? `<RltdPties>${party}${account}</RltdPties>` : '',
    remittance === '' ? '' : `<RmtInf>${remittance}</RmtInf>`,
    extra,
    '</TxDtls>',
  ].join('');
};

let made = 0;
const nextReference = (): string => {
  made += 1;
  return `BANK${String(made).padStart(8, '0')}`;
};

const entryXml = (booked: Booked): string => {
  const {
    amount,
    currency = 'EUR',
    day = '2026-03-10',
    extra = '',
    isReversal,
    sign = 'CRDT',
    status = 'BOOK',
  } = booked;
  const reference = booked.reference === undefined ? nextReference() : booked.reference;
  return [
    `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>`,
    isReversal ? '<RvslInd>true</RvslInd>' : '',
    `<Sts>${status}</Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>`,
    reference === null ? '' : `<AcctSvcrRef>${reference}</AcctSvcrRef>`,
    extra,
    booked.details ? `<NtryDtls>${booked.details.join('')}</NtryDtls>` : '',
    '</Ntry>\n',
  ].join('');
};

const cents = (amount: string): number => Math.round(Number(amount) * 100);
const shown = (minorUnits: number): string => (Math.abs(minorUnits) / 100).toFixed(2);

const balance = (code: string, minorUnits: number): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${shown(minorUnits)}</Amt>` +
  `<CdtDbtInd>${minorUnits < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>2026-03-10</Dt></Dt></Bal>`;

export interface StatementParts {
  readonly version?: string;
  readonly account?: string;
  readonly closing?: string;
  readonly summary?: string;
}

const bookedSum = (entries: readonly Booked[]): number =>
  entries
    .filter(({ status = 'BOOK' }) => status === 'BOOK')
    .reduce((sum, { amount, sign }) => sum + (sign === 'DBIT' ? -1 : 1) * cents(amount), 0);

export const stmt = (entries: readonly Booked[], parts: StatementParts = {}): string => {
  const { account = 'DE02120300000000202051', closing, summary = '' } = parts;
  const end = closing === undefined ? 100_000 + bookedSum(entries) : cents(closing);
  return (
    `<Stmt><Id>S</Id><CreDtTm>2026-03-10T20:00:00Z</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id></Acct>\n` +
    `${balance('OPBD', 100_000)}${balance('CLBD', end)}\n${summary}${entries.map(entryXml).join('')}</Stmt>`
  );
};

const header = '<?xml version="1.0" encoding="UTF-8"?>\n';
const group = '<GrpHdr><MsgId>M</MsgId><CreDtTm>2026-03-10T20:00:00Z</CreDtTm></GrpHdr>';

export const camt053 = (entries: readonly Booked[], parts: StatementParts = {}): string =>
  camt053Of([stmt(entries, parts)], parts.version);

export const camt053Of = (statements: readonly string[], version = '08'): string =>
  `${header}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt>${group}` +
  `${statements.join('')}</BkToCstmrStmt></Document>`;

export const camt054 = (
  entries: readonly Booked[],
  { account = 'DE02120300000000202051', version = '08' }: StatementParts = {},
): string =>
  `${header}<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}"><BkToCstmrDbtCdtNtfctn>${group}` +
  `<Ntfctn><Id>N</Id><CreDtTm>2026-03-10T12:00:00Z</CreDtTm><Acct><Id><IBAN>${account}</IBAN></Id></Acct>` +
  `${entries.map(entryXml).join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

export interface SwiftLine {
  /** `:61:` from the mark on: `C100,00NTRFNONREF//B1`. */
  readonly line: string;
  /** Lines of `:86:`. */
  readonly information?: readonly string[];
}

const effect = (line: string): number => {
  const [, mark = '', amount = '0'] = /^(R?[CD])[A-Z]?(\d+,\d*)/.exec(line) ?? [];
  const value = cents(amount.replace(',', '.').replace(/\.$/, ''));
  return mark === 'C' || mark === 'RD' ? value : -value;
};

const swiftBalance = (minorUnits: number): string =>
  `${minorUnits < 0 ? 'D' : 'C'}260310EUR${shown(minorUnits).replace('.', ',')}`;

export const mt940 = (lines: readonly SwiftLine[], { closing }: { readonly closing?: string } = {}): string => {
  const end = 100_000 + lines.reduce((sum, { line }) => sum + effect(line), 0);
  return [
    ':20:STARTUMS',
    ':25:12030000/202051',
    ':28C:1/1',
    ':60F:C260309EUR1000,00',
    ...lines.flatMap(({ information, line }) => [
      `:61:2603100310${line}`,
      ...(information ? [`:86:${information[0]}`, ...information.slice(1)] : []),
    ]),
    `:62F:${closing ?? swiftBalance(end)}`,
    '-',
    '',
  ].join('\r\n');
};

export interface UblParts {
  readonly id: string;
  readonly net?: string;
  readonly tax?: string;
  readonly gross?: string;
  readonly payable?: string;
  readonly issuedOn?: string;
  readonly dueOn?: string | null;
  readonly buyer?: string;
  readonly order?: string;
  readonly invoiceId?: string;
  readonly line?: string;
  readonly currency?: string;
  /** Code by which its line is classified. */
  readonly category?: string;
}

/** A UBL document over one line, 19 % tax. */
export const ubl = (kind: 'Invoice' | 'CreditNote', parts: UblParts): string => {
  const { id, issuedOn = '2026-03-01', net = '100.00', tax = '19.00' } = parts;
  const { gross = '119.00', payable = gross, line = net, dueOn = '2026-03-31', currency = 'EUR' } = parts;
  const amount = (name: string, value: string): string =>
    `<cbc:${name} currencyID="${currency}">${value}</cbc:${name}>`;
  const buyer = parts.buyer ?? '';
  const code = `<cbc:ItemClassificationCode listID="HOUSE">${parts.category}</cbc:ItemClassificationCode>`;
  const item =
    parts.category === undefined
      ? ''
      : `<cac:Item><cac:CommodityClassification>${code}</cac:CommodityClassification></cac:Item>`;
  return [
    header,
    `<${kind} xmlns="urn:oasis:names:specification:ubl:schema:xsd:${kind}-2"`,
    ' xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"',
    ' xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">',
    `<cbc:ID>${id}</cbc:ID><cbc:IssueDate>${issuedOn}</cbc:IssueDate>`,
    kind === 'Invoice' && dueOn !== null ? `<cbc:DueDate>${dueOn}</cbc:DueDate>` : '',
    `<cbc:DocumentCurrencyCode>${currency}</cbc:DocumentCurrencyCode>`,
    parts.order === undefined ? '' : `<cac:OrderReference><cbc:ID>${parts.order}</cbc:ID></cac:OrderReference>`,
    parts.invoiceId === undefined
      ? ''
      : `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${parts.invoiceId}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>`,
    `<cac:AccountingCustomerParty><cac:Party>${buyer}</cac:Party></cac:AccountingCustomerParty>`,
    `<cac:TaxTotal>${amount('TaxAmount', tax)}<cac:TaxSubtotal>${amount('TaxableAmount', net)}${amount('TaxAmount', tax)}</cac:TaxSubtotal></cac:TaxTotal>`,
    `<cac:LegalMonetaryTotal>${amount('LineExtensionAmount', net)}${amount('TaxExclusiveAmount', net)}`,
    `${amount('TaxInclusiveAmount', gross)}${amount('PayableAmount', payable)}</cac:LegalMonetaryTotal>`,
    `<cac:${kind}Line><cbc:ID>1</cbc:ID>${amount('LineExtensionAmount', line)}${item}</cac:${kind}Line>`,
    `</${kind}>`,
  ].join('\n');
};

/** The buyer by the number that the seller gave it, by its tax number, or by its name. */
export const buyerOf = (by: { readonly id?: string; readonly taxId?: string; readonly name?: string }): string =>
  [
    by.id === undefined ? '' : `<cac:PartyIdentification><cbc:ID>${by.id}</cbc:ID></cac:PartyIdentification>`,
    by.taxId === undefined ? '' : `<cac:PartyTaxScheme><cbc:CompanyID>${by.taxId}</cbc:CompanyID></cac:PartyTaxScheme>`,
    by.name === undefined
      ? ''
      : `<cac:PartyLegalEntity><cbc:RegistrationName>${by.name}</cbc:RegistrationName></cac:PartyLegalEntity>`,
  ].join('');
