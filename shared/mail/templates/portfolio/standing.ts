import type { StandingData } from '../../../contracts/report-mails.ts';
import type { MoneyJson } from '../../../money.ts';
import { type Bar, type Block, type Fact, fact } from '../../content.ts';
import { moneyText } from '../../wording.ts';

const bucketTexts: Readonly<Record<StandingData['aging'][number]['bucket'], string>> = {
  current: 'Not past due',
  days1To30: '1 to 30 days past due',
  days31To60: '31 to 60 days',
  days61To90: '61 to 90 days',
  days91To120: '91 to 120 days',
  over120: 'More than 120 days',
};

const TENTHS_OF_PERCENT = 1000;

/** `7.1 %` for 0.0712. */
export const shareText = (share: number | null): string =>
  share === null ? 'not known' : `${(Math.round(share * TENTHS_OF_PERCENT) / 10).toFixed(1)} %`;

const daysText = (days: number | null): string => (days === null ? 'not known' : `${days.toFixed(1)} days`);

const compared = (value: string, before: string | null): string =>
  before === null || before === value ? value : `${value} (${before} before)`;

const moneyCompared = (now: MoneyJson, before: MoneyJson | null): string =>
  compared(moneyText(now), before && moneyText(before));

const barsOf = ({ aging }: StandingData): readonly Bar[] => {
  const longest = Math.max(0, ...aging.map(({ share }) => share ?? 0));
  return aging.map(({ amount, before, bucket, share }) => ({
    label: bucketTexts[bucket],
    value: moneyText(amount),
    detail: [share === null ? '' : shareText(share), before ? `${moneyText(before)} before` : '']
      .filter((part) => part !== '')
      .join(', '),
    length: longest === 0 ? 0 : (share ?? 0) / longest,
  }));
};

const factsOf = (standing: StandingData): readonly Fact[] => [
  ...fact('Open', moneyCompared(standing.openReceivables, standing.openBefore)),
  ...fact('Overdue', moneyCompared(standing.overdue, standing.overdueBefore)),
  ...fact('Overdue share', standing.overdueShare === null ? null : shareText(standing.overdueShare)),
  ...fact(
    'Days sales outstanding',
    compared(daysText(standing.dso), standing.dsoBefore === null ? null : daysText(standing.dsoBefore)),
  ),
  ...fact('Collection effectiveness', standing.cei === null ? null : shareText(standing.cei)),
  ...fact('Limits used', standing.utilization === null ? null : shareText(standing.utilization)),
  ...fact(
    'In default',
    standing.defaulters.customers === 0
      ? 'nobody'
      : `${standing.defaulters.customers} with ${moneyText(standing.defaulters.amount)}`,
  ),
];

/** How the receivables of each currency stand: figures, and the aging as bars. */
export const standingBlocks = (totals: readonly StandingData[]): readonly Block[] =>
  totals.flatMap((standing): readonly Block[] => [
    { kind: 'facts', title: `Receivables in ${standing.currency}`, facts: factsOf(standing) },
    { kind: 'bars', title: `Aging in ${standing.currency}`, bars: barsOf(standing) },
  ]);

/** `EUR 1,234.00 and USD 5.00 overdue`, for a preview. */
export const overdueText = (totals: readonly StandingData[]): string => {
  const amounts = totals.map(({ overdue }) => moneyText(overdue));
  return amounts.length === 0 ? 'Nothing is open.' : `${amounts.join(' and ')} overdue.`;
};

/** A number and what it counts: `1 case`, `3 cases`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
