import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CallProblem } from '../../local/client/api-client.ts';
import { createStage } from '../../local/demo/stage.ts';

const launch = () => {
  const temporary = mkdtempSync(join(tmpdir(), 'credence-demo-test-'));
  const child = spawn(process.execPath, ['local/demo/main.ts'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk;
    });
  }
  const ended = new Promise<{ code: number | null; printed: string; leftOver: readonly string[] }>((resolve) => {
    child.once('close', (code) => {
      const leftOver = readdirSync(temporary).filter((name) => name.startsWith('credence-'));
      resolve({ code, printed, leftOver });
    });
  });
  return { child, ended, printed: () => printed };
};

describe('npm run demo', () => {
  it('should tell the story to its end, on 80 columns, without colours where there is no terminal', async () => {
    const { code, printed, leftOver } = await launch().ended;
    expect(printed).toContain('calls in');
    expect(code).toBe(0);
    for (const word of [
      'APPROVED',
      'REFERRED',
      'LIMIT_EXCEEDED',
      'LIMIT_NEARLY_USED',
      '2026-03-14',
      'PaymentReversed',
      'RELEASED_BY_APPROVAL',
      'Reminder: credit limit of EUR 300,000.00',
      'Level 1 was escalated from the credit-analysts',
      'credit limit  260,000.00 EUR',
      'Thank you: Example Trading GmbH has received your payment',
      '1200.00 EUR promised by 2026-04-10',
      '2026-04-11        The promise of 1200.00 EUR was broken',
      'DISPUTED became OPEN.',
      'The customer was put on credit hold.',
      'The legal handoff was approved: They had every',
      'Legal took it over as M-2026-17.',
    ]) {
      expect(printed).toContain(word);
    }
    expect(printed.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(printed).not.toContain('\u001B[');
    expect(leftOver).toEqual([]);
  }, 360_000);

  it('should throw everything away when it is interrupted', async () => {
    const { child, ended, printed } = launch();
    while (!printed().includes('2  An order') && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill('SIGINT');
    const { code, leftOver } = await ended;
    expect(code).toBe(130);
    expect(leftOver).toEqual([]);
  }, 120_000);
});

describe('the stage of the demo', () => {
  const answer = { status: 200, body: { decision: 'REFERRED', detail: 'No.' }, milliseconds: 1 };
  const stageOn = (status: number) =>
    createStage({
      write: () => {},
      call: async (method, path) => ({ method, path, ...answer, status }),
      browse: async (path) => ({ method: 'GET', path, ...answer, status }),
    });

  it('should stop with what was asked and what came back when an answer is not the expected one', async () => {
    await expect(stageOn(503).get('/v1/customers/C1')).rejects.toThrow(
      'GET /v1/customers/C1 was answered with 503: No. (expected was 200)',
    );
  });

  it('should stop when a page is not answered as it has to be, and when a mail is missing', async () => {
    await expect(stageOn(410).browse('/approve/x', 200)).rejects.toThrow('GET /approve/x was answered with 410');
    await expect(stageOn(200).mailTo('ana@example.com')).rejects.toThrow('a mail to ana@example.com');
  });

  it('should stop with the sentence when something does not hold', () => {
    expect(() => stageOn(200).expect(false, 'the order is approved.')).toThrow(CallProblem);
    expect(() => stageOn(200).expect(true, 'the order is approved.')).not.toThrow();
  });
});
