import Table from 'cli-table3';
import { print } from '../ground/output.ts';
import type { Aim, TableView } from './report.ts';

const plain = { head: [], border: [] };

export const printTable = ({ title, head, rows }: TableView): void => {
  const colAligns = head.map((_, column) => (column === 0 ? 'left' : 'right') as 'left' | 'right');
  const table = new Table({ head: [...head], colAligns, style: plain });
  table.push(...rows.map((row) => [...row]));
  print(`\n${title}\n${table.toString()}`);
};

export const printAims = (aims: readonly Aim[]): void =>
  printTable({
    title: 'Aims',
    head: ['what', 'wanted', 'found', ''],
    rows: aims.map(({ what, wanted, found, met }) => [what, wanted, found, met ? 'met' : 'MISSED']),
  });
