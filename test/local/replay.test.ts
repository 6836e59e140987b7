import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLedger } from '../../local/replay/read-ledger.ts';
import type { Summary } from '../../local/replay/summary.ts';

const realLedger = join(import.meta.dirname, '../../../shared/data/receivables/ibm-late-payment-histories.csv');

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command as npm does, with a folder of its own for temporary files and for the report. */
const run = (args: readonly string[]): Promise<Ended & { readonly leftOver: readonly string[]; report: string }> => {
  const temporary = mkdtempSync(join(tmpdir(), 'credence-replay-test-'));
  const report = join(temporary, 'reports', 'report.json');
  const child = spawn(process.execPath, ['local/replay/main.ts', '--report', report, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const leftOver = readdirSync(temporary).filter((name) => name.startsWith('credence-'));
      resolve({ code, output, errors, leftOver, report });
    });
  });
};

const summaryOf = ({ output }: Ended): Summary => JSON.parse(output);

describe('npm run replay', () => {
  it('should replay a portfolio that is made up with its daily runs, and agree with it in every figure', async () => {
    const size = ['--customers', '6', '--invoices', '40', '--days', '30'];
    const ended = await run([...size, '--limit-factor', '0.7', '--json']);
    expect(ended.errors).toBe('');
    const summary = summaryOf(ended);
    expect(summary.errors).toEqual([]);
    expect(summary.agreement).toMatchObject({ agrees: true, differences: [] });
    expect(summary.agreement.compared).toBeGreaterThan(40);
    const figures = Object.keys(summary.customers[0]?.behaviour ?? {});
    expect(figures.length).toBeGreaterThan(15);
    expect(summary.agreement.behaviour).toEqual(
      Object.fromEntries(figures.map((name) => [name, { compared: 6, equal: 6 }])),
    );
    expect(summary.decisions.total).toBe(40);
    expect(summary.decisions.byOutcome['REFERRED LIMIT_EXCEEDED']).toBeGreaterThan(0);
    expect(summary.decisions.referredAndShipped).toBeGreaterThan(0);
    expect(summary.exposure.atEnd).toBe('0.00');
    expect(Number(summary.exposure.peak)).toBeGreaterThan(0);
    expect(summary.overdue.atEnd).toBe('0.00');
    expect(summary.history.intactChains).toBe(6);
    expect(summary.throughput.operations[0]?.calls).toBe(summary.throughput.calls);
    const { collections, lateness } = summary;
    expect(lateness.invoicesPaid).toBe(40);
    expect(collections.cases.opened).toBeGreaterThan(0);
    expect(collections.cases.byStatus).toEqual({ CLOSED: expect.any(Number) });
    expect(collections.steps['Friendly reminder']).toBeGreaterThan(0);
    expect(JSON.parse(readFileSync(ended.report, 'utf8'))).toEqual(summary);
    expect(ended.code).toBe(0);
    expect(ended.leftOver).toEqual([]);
  }, 240_000);

  it('should show what is still open when the ledger is not settled, and keep the data when asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'credence-ledger-'));
    const file = join(folder, 'open.csv');
    const kept = join(folder, 'kept');
    writeFileSync(
      file,
      'countryCode,customerID,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate\n' +
        'DE,C1,I1,1/2/2024,1/12/2024,100.5,Yes,\nDE,C1,I2,2/20/2024,3/20/2024,50,No,\nFR,C2,I3,1/5/2024,2/5/2024,70,No,2/1/2024\n',
    );
    const ended = await run([file, '--limit-factor', '1', '--keep', kept]);
    expect(ended.errors).toBe('');
    expect(ended.output).toMatch(/REFERRED OVERDUE +1 /);
    expect(ended.output).toMatch(/exposure +150\.50 +170\.50/);
    expect(ended.output).toMatch(/overdue.* 100\.50 /);
    expect(ended.output).toContain('agrees with the file: yes');
    expect(ended.output).toContain('errors: none');
    expect(ended.code).toBe(0);
    expect(existsSync(join(kept, 'runtime.sqlite'))).toBe(true);

    const again = await run([file, '--keep', kept]);
    expect(again).toMatchObject({ code: 1, output: expect.stringContaining('Replaying') });
    expect(again.errors).toContain('is not empty');
  }, 240_000);

  it('should say in one sentence what is wrong with a file, and end with 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'credence-ledger-'));
    writeFileSync(join(folder, 'bad.csv'), 'countryCode,customerID\nDE,C1\n');
    const ended = await run([join(folder, 'bad.csv')]);
    expect(ended).toMatchObject({ code: 1, output: '' });
    expect(ended.errors.trim().split('\n')).toEqual([
      expect.stringContaining("bad.csv, line 1: there is no column 'invoiceNumber'"),
    ]);
    const missing = await run([join(folder, 'none.csv')]);
    expect(missing).toMatchObject({ code: 1, output: '', errors: expect.stringContaining('cannot be read') });
  });

  const isThere = existsSync(realLedger);
  it.skipIf(!isThere)(
    `should agree with a real ledger${isThere ? '' : ` (skipped: there is no ${realLedger})`}`,
    async () => {
      const ended = await run([realLedger, '--customers', '2', '--no-daily-runs', '--json']);
      const summary = summaryOf(ended);
      const onTime = readLedger(realLedger).invoices.filter(({ customerId }) => customerId === '0379-NEVHP');
      const ratio =
        onTime.filter(({ settledOn, dueOn }) => settledOn !== null && settledOn <= dueOn).length / onTime.length;
      expect(summary.customers[0]).toMatchObject({ customerId: '0379-NEVHP', onTimeRatio: Number(ratio.toFixed(4)) });
      expect(summary.agreement).toMatchObject({ agrees: true, differences: [] });
      expect(summary.errors).toEqual([]);
      expect(summary.collections).toMatchObject({ dailyRuns: false, cases: { opened: 0 } });
      expect(summary.exposure.atEnd).toBe('0.00');
      expect(ended.code).toBe(0);
    },
    240_000,
  );
});
