import { readDecimal } from '../../../shared/domain/cash-application/decimal.ts';
import { formatMinorUnits } from '../../../shared/money.ts';
import { malformed, wrongSum } from '../refusals.ts';
import { allAt, at, childrenOf, textAt, type XmlElement } from '../xml/element.ts';

/** An amount in the document's currency, `null` where there is none. @throws validation for another currency. */
export const moneyAt = (element: XmlElement | undefined, currency: string): bigint | null => {
  if (!element) return null;
  const stated = element.attributes.get('currencyID') ?? currency;
  if (stated !== currency) {
    throw malformed(element.line, `has a ${element.name} in ${stated.slice(0, 10)}; the document is in ${currency}`);
  }
  const read = readDecimal(element.text, currency);
  if ('problem' in read) throw malformed(element.line, read.problem);
  return read.minorUnits;
};

const sumOf = (elements: readonly XmlElement[], currency: string): bigint =>
  elements.reduce((sum, element) => sum + (moneyAt(element, currency) ?? 0n), 0n);

/** `rule` is the one of EN 16931 that is broken; a sum that is not stated is not checked. */
interface Check {
  readonly rule: string;
  readonly stated: XmlElement | undefined;
  readonly expected: bigint | null;
  readonly of: string;
}

const verify = ({ expected, of, rule, stated }: Check, currency: string): void => {
  const value = moneyAt(stated, currency);
  if (!stated || value === null || expected === null || value === expected) return;
  const shown = (minorUnits: bigint): string => `${formatMinorUnits(minorUnits, currency)} ${currency}`;
  throw wrongSum(stated.line, `has the ${stated.name} ${shown(value)}, but ${of} make ${shown(expected)} (${rule})`);
};

/** Tax may be stated a second time, in the currency in which it is declared. */
const taxTotalIn = (root: XmlElement, currency: string): XmlElement | undefined =>
  childrenOf(root, 'TaxTotal').find(
    (one) => (at(one, 'TaxAmount')?.attributes.get('currencyID') ?? currency) === currency,
  );

const allowances = (root: XmlElement, isCharge: boolean): readonly XmlElement[] =>
  childrenOf(root, 'AllowanceCharge')
    .filter((one) => ['true', '1'].includes(textAt(one, 'ChargeIndicator') ?? '') === isCharge)
    .flatMap((one) => childrenOf(one, 'Amount'));

/**
 * The arithmetic of EN 16931: lines, allowances and charges, tax and what is payable must add up.
 * @throws unprocessable with the rule that is broken, validation for amounts that cannot be read.
 */
export const checkTotals = (root: XmlElement, currency: string): void => {
  const total = at(root, 'LegalMonetaryTotal');
  const stated = (name: string): XmlElement | undefined => at(total, name);
  const value = (name: string): bigint => moneyAt(stated(name), currency) ?? 0n;
  const lines = allAt(root, root.name === 'Invoice' ? 'InvoiceLine' : 'CreditNoteLine', 'LineExtensionAmount');
  const tax = taxTotalIn(root, currency);
  const subtotals = allAt(tax, 'TaxSubtotal', 'TaxAmount');
  const net = stated('LineExtensionAmount') ? value('LineExtensionAmount') : sumOf(lines, currency);
  const taxed = moneyAt(at(tax, 'TaxAmount'), currency) ?? 0n;
  const before = stated('TaxInclusiveAmount') ? value('TaxInclusiveAmount') : null;
  const checks: readonly Check[] = [
    {
      rule: 'BR-CO-10',
      stated: stated('LineExtensionAmount'),
      expected: lines.length > 0 ? sumOf(lines, currency) : null,
      of: 'the lines',
    },
    {
      rule: 'BR-CO-11',
      stated: stated('AllowanceTotalAmount'),
      expected: sumOf(allowances(root, false), currency),
      of: 'the allowances',
    },
    {
      rule: 'BR-CO-12',
      stated: stated('ChargeTotalAmount'),
      expected: sumOf(allowances(root, true), currency),
      of: 'the charges',
    },
    {
      rule: 'BR-CO-13',
      stated: stated('TaxExclusiveAmount'),
      expected: net - value('AllowanceTotalAmount') + value('ChargeTotalAmount'),
      of: 'lines, allowances and charges',
    },
    {
      rule: 'BR-CO-14',
      stated: at(tax, 'TaxAmount'),
      expected: subtotals.length > 0 ? sumOf(subtotals, currency) : null,
      of: 'the parts of the tax',
    },
    {
      rule: 'BR-CO-15',
      stated: stated('TaxInclusiveAmount'),
      expected: stated('TaxExclusiveAmount') ? value('TaxExclusiveAmount') + taxed : null,
      of: 'the amount without tax and the tax',
    },
    {
      rule: 'BR-CO-16',
      stated: stated('PayableAmount'),
      expected: before === null ? null : before - value('PrepaidAmount') + value('PayableRoundingAmount'),
      of: 'the amount with tax, what is prepaid and the rounding',
    },
  ];
  for (const check of checks) verify(check, currency);
};
