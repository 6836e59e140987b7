import type { Bench } from '../bench.ts';
import { durationCells, durationHead, milliseconds, ratio } from '../report/format.ts';
import type { Aim, SectionReport, TableView } from '../report/report.ts';
import type { Figures } from '../statistics/compare.ts';
import { compareHandler, RESERVING_HANDLER, SINGLE_HANDLER } from './compare-handler.ts';
import { compareHttp } from './compare-http.ts';

const AIMED_RATIO = 1.25;

/** Credit checks beside their floor: the same items read and written by the SDK alone, on the same engine. */
export const runCheck = async (bench: Bench): Promise<SectionReport> => {
  const handler = await compareHandler(bench);
  const http = await compareHttp(bench);
  return {
    tables: [
      toTable('The handler alone, beside the SDK alone', handler),
      toTable('Through the HTTP door of the laptop, beside the SDK alone on its engine', http),
    ],
    aims: [SINGLE_HANDLER, RESERVING_HANDLER].map((name) => toAim(name, handler)),
    figures: { handler, http },
  };
};

const toTable = (title: string, rows: readonly Figures[]): TableView => ({
  title,
  head: ['', ...durationHead, 'processor of the caller', 'times its floor'],
  rows: rows.map((row) => [
    row.name,
    ...durationCells(row),
    milliseconds(row.processor),
    row.ratio ? ratio(row.ratio) : '',
  ]),
});

const toAim = (name: string, rows: readonly Figures[]): Aim => {
  const found = rows.find((row) => row.name === name)?.ratio;
  if (!found) throw new Error(`${name} was not compared`);
  return {
    what: `${name}, median beside its floor`,
    wanted: `at most ${AIMED_RATIO} times`,
    found: ratio(found),
    met: found.median <= AIMED_RATIO,
    kind: 'timing',
  };
};
