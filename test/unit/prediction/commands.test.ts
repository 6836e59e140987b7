import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { LedgerInvoice } from '../../../local/prediction/ledger.ts';
import { readCsv } from '../../../local/prediction/read-csv.ts';
import { LateModel } from '../../../shared/contracts/prediction.ts';
import { kinds } from './kinds.ts';
import { makeUp } from './made-up-ledgers.ts';

const folder = mkdtempSync(join(tmpdir(), 'credence-prediction-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileWith = (text: string): string => {
  const file = join(folder, 'ledger.csv');
  writeFileSync(file, text);
  return file;
};

const run = (name: 'train' | 'evaluate', ...args: readonly string[]) =>
  spawnSync(process.execPath, [`local/prediction/${name}-main.ts`, ...args], { encoding: 'utf8' });

const header = 'customerId,issuedOn,dueOn,paidOn,amount';
const csvOf = (ledger: readonly LedgerInvoice[]): string =>
  [header, ...ledger.map((one) => [one.customerId, one.issuedOn, one.dueOn, one.paidOn, one.amount].join(','))].join(
    '\n',
  );
const ledger = makeUp({ ...kinds['small and steady'], invoices: 120, customers: 8 }, 5);

describe('reading a ledger to learn from', () => {
  it('should not mind order, case, quotes, a byte order mark, line ends and further columns', async () => {
    const text =
      '\uFEFFAMOUNT;note;paidon;dueOn;Disputed;issuedOn;customerID\r\n' +
      '12.50;"a;b\r\nc";;2024-02-01;yes;2024-01-02;"C 1"\r\n\r\n-3;;2024-03-01;2024-02-01;;;C2\r\n';
    expect(await readCsv(fileWith(text))).toEqual([
      { customerId: 'C 1', issuedOn: '2024-01-02', dueOn: '2024-02-01', paidOn: null, amount: 12.5, disputed: true },
      {
        customerId: 'C2',
        issuedOn: '2024-01-17',
        dueOn: '2024-02-01',
        paidOn: '2024-03-01',
        amount: -3,
        disputed: false,
      },
    ]);
  });

  it('should take a line that says what separates for no header, and a letter for yes and no', async () => {
    const text = 'sep=;\r\ncustomerId;issuedOn;dueOn;paidOn;amount;disputed\r\nC1;2024-01-02;2024-02-01;;12.5;Y\r\n';
    expect(await readCsv(fileWith(text))).toEqual([
      { customerId: 'C1', issuedOn: '2024-01-02', dueOn: '2024-02-01', paidOn: null, amount: 12.5, disputed: true },
    ]);
  });

  it.each([
    [
      '',
      'ledger.csv has no invoices: it needs a header line (customerId,issuedOn,dueOn,paidOn,amount) and lines below it.',
    ],
    [
      'customerId,dueOn\na,b',
      "ledger.csv, line 1: there is no column 'issuedOn', 'paidOn', 'amount'; the first line is the header, which needs",
    ],
    [`${header},amount\na,,2024-01-01,,1,1`, "line 1: the column 'amount' is there twice"],
    [`${header}\na,,2024-02-30,,1`, "line 2: dueOn '2024-02-30' is no date that exists"],
    [`${header}\na,,,,1`, "line 2: dueOn '' is no date that exists"],
    [`${header}\na,1/2/2024,2024-01-01,,1`, "line 2: issuedOn '1/2/2024' is no date that exists"],
    [`${header}\na,,2024-01-01,,1\n\na,,2024-01-01,never,1`, "line 4: paidOn 'never' is no date that exists"],
    [
      `${header}\na,,2024-01-01,,1.000,50`,
      'line 2: it has 6 fields where the header has 5; put what holds a separator in quotes.',
    ],
    [`Open items\n${header}\na,,2024-01-01,,1`, "line 1: there is no column 'customerId'"],
    [`${header}\na,,2024-01-01,,`, "line 2: amount '' is no amount"],
    [`${header}\n,,2024-01-01,,1`, 'line 2: customerId is empty'],
    [`${header},disputed\na,,2024-01-01,,1,maybe`, "line 2: disputed 'maybe' has to be yes or no."],
    [`${header}\na,,"2024-01-01,,1`, 'is not a CSV file that can be read'],
  ])('should say what is wrong and where when a file is %j', async (text, message) => {
    await expect(readCsv(fileWith(text))).rejects.toThrow(message);
  });
});

describe('the commands', () => {
  it('should train a model that a policy takes', () => {
    const output = join(folder, 'model.json');
    const trained = run('train', fileWith(csvOf(ledger)), '--output', output);
    expect([trained.status, trained.stdout]).toEqual([0, '']);
    const model = LateModel.parse(JSON.parse(readFileSync(output, 'utf8')));
    expect(model.learnedFrom).toMatchObject({ invoices: 120, customers: 8 });
  });

  it('should print the model, of what was settled before a day', () => {
    const trained = run('train', fileWith(csvOf(ledger)), '--until', '2024-06-01');
    const model = LateModel.parse(JSON.parse(trained.stdout));
    expect(model.learnedFrom?.until).toBe('2024-06-01');
    expect(model.learnedFrom?.invoices).toBeLessThan(120);
  });

  it('should evaluate for people and for programs', () => {
    const file = fileWith(csvOf(ledger));
    const forPeople = run('evaluate', file);
    expect(forPeople.status).toBe(0);
    for (const word of ['AUC', 'accuracy', 'days off', 'late ratio so far', 'pays on the due date', 'Calibration']) {
      expect(forPeople.stdout).toContain(word);
    }
    const result = JSON.parse(run('evaluate', file, '--json').stdout);
    expect(result.train.invoices + result.test.invoices).toBe(120);
    expect(result.atIssue.auc).toBeGreaterThan(0.5);
    expect(result.onTheDueDate.meanAbsoluteErrorDays).toBeGreaterThan(0);
  });

  it.each([
    ['evaluate', ['/no/such/file.csv'], 'cannot be read (ENOENT'],
    ['evaluate', [], "missing required argument 'file'"],
    ['evaluate', ['--what'], "unknown option '--what'"],
    ['train', ['x.csv', '--until', '2024-02-31'], 'It is a date that exists, such as 2026-03-31.'],
  ] as const)('should end with code 2 and say why when %s is given %j', (name, args, message) => {
    const { status, stdout, stderr } = run(name, ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['train', 'few', csvOf(ledger.slice(0, 10)), 'there is nothing to learn from fewer than 20'],
    ['train', 'only open ones', `${header}\na,,2024-01-01,,1`, 'no paid invoice'],
    ['evaluate', 'only open ones', `${header}\na,,2024-01-01,,1`, 'no paid invoice'],
  ] as const)('should refuse to %s when there are %s', (name, _, text, message) => {
    const { status, stderr } = run(name, fileWith(text));
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it('should try the built-in model, beside the rules, when there are too few to learn from', () => {
    const { status, stdout } = run('evaluate', fileWith(csvOf(ledger.slice(0, 10))));
    expect(status).toBe(0);
    expect(stdout).toMatch(/too few\s+to learn\s+from/);
    expect(stdout).toContain('pays on the due date');
  });
});
