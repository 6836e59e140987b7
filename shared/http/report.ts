import { DEFAULT_PAGE_SIZE } from '../contracts/primitives.ts';
import { addDays, type BusinessDate, daysBetween } from '../dates.ts';
import { invalid, unprocessable } from '../errors.ts';
import { toCsv } from './csv.ts';
import type { ApiRequest, Reply } from './exchange.ts';
import { preferredType } from './preferred-type.ts';
import { content, ok } from './replies.ts';

/**
 * How long a report may be worked on before it is answered as far as it has come: below the time of its function, with
 * room for what is under way.
 */
export const REPORT_TIME_MS = 18_000;

/** The day that is asked for, today if none is. @throws unprocessable for a day that is still to come. */
export const dayUpTo = (today: BusinessDate, path: string, date: BusinessDate | undefined): BusinessDate => {
  if (date !== undefined && date > today) throw unprocessable(path, `must not be after today, ${today}`);
  return date ?? today;
};

const DEFAULT_SPAN_DAYS = 30;

/**
 * The span that is asked for, up to today at most: whoever asks for a month that is under way gets what there is of it. Thirty days
 * up to today where nothing is said.
 * @throws unprocessable for a span that is still to come; validation for one that is too long, or ends before it begins.
 */
export const spanUpTo = (
  today: BusinessDate,
  query: { readonly from?: BusinessDate; readonly to?: BusinessDate },
  mostDays: number,
): { readonly from: BusinessDate; readonly to: BusinessDate } => {
  const from = query.from === undefined ? undefined : dayUpTo(today, 'from', query.from);
  const to = query.to === undefined || query.to > today ? today : query.to;
  const span = { from: from ?? addDays(to, 1 - DEFAULT_SPAN_DAYS), to };
  if (span.from > span.to) throw invalid('from', 'must not be after to');
  if (daysBetween(span.from, span.to) >= mostDays) {
    const why = `must be at most ${mostDays - 1} days before to: a period has at most ${mostDays} days, both ends counted`;
    throw invalid('from', why);
  }
  return span;
};

/** A report as a table: columns, and the lines below them. */
export interface ReportTable<Column extends string = string> {
  readonly columns: readonly Column[];
  readonly lines: readonly Readonly<Record<Column, string>>[];
}

/** A number of a report as a cell; empty where there is none. */
export const cell = (value: number | string | boolean | null | undefined): string => String(value ?? '');

const isFile = ({ accept }: Pick<ApiRequest, 'accept'>): boolean =>
  preferredType(accept, ['application/json', 'text/csv']) === 'text/csv';

/** Rows of a file: a megabyte or two, well below what an answer may be. */
const MOST_ROWS_OF_FILE = 5_000;

/** How many rows an answer may have: so many as are asked for, else a page of JSON, or a file of everything. */
export const rowsWanted = (request: Pick<ApiRequest, 'accept'>, limit: number | undefined): number =>
  limit ?? (isFile(request) ? MOST_ROWS_OF_FILE : DEFAULT_PAGE_SIZE);

/** The report as JSON, or as a CSV file for whoever asks for one; there the place of the next page stands in a header. */
export const reportReply = <View>(
  request: Pick<ApiRequest, 'accept'>,
  view: View & { readonly nextCursor?: string | null },
  table: (view: View) => ReportTable,
  name: string,
): Reply => {
  if (!isFile(request)) return ok(view);
  const { columns, lines } = table(view);
  return content('text/csv', toCsv(columns, lines), {
    'content-disposition': `attachment; filename="${name}.csv"`,
    ...(view.nextCursor ? { 'x-next-cursor': view.nextCursor } : {}),
  });
};
