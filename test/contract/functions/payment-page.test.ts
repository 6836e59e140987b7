import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addDaysToInstant } from '../../../shared/dates.ts';
import type { MailLanguage } from '../../../shared/domain/dunning/language.ts';
import type { Reply } from '../../../shared/http/exchange.ts';
import { changeCase } from '../../../shared/store/collection/change.ts';
import { loadCase } from '../../../shared/store/collection/items.ts';
import { putCustomer } from '../../../shared/store/customers.ts';
import { openDispute } from '../../../shared/store/disputes.ts';
import { keys } from '../../../shared/store/keys.ts';
import { listMailsOfCase } from '../../../shared/store/mails.ts';
import { mintPaymentLink, openPaymentLink } from '../../../shared/store/payment-links.ts';
import { apiEvent } from '../../support/api-event.ts';
import { type Desk, fingerprint, openDesk } from '../../support/context.ts';
import { type Database, lendToHandlers, startDatabase } from '../../support/dynamodb.ts';
import { createCustomer, eur, invoice, pay, publishTestRates, usd } from '../../support/movements.ts';
import { textOf } from '../../support/page-text.ts';
import { directory, remindedCustomer } from '../../support/reminded.ts';

let database: Database;
let desk: Desk;
let show: typeof import('../../../functions/show-payment-page/handler.ts')['handler'];
let act: typeof import('../../../functions/act-on-payment-page/handler.ts')['handler'];

beforeAll(async () => {
  database = await startDatabase();
  lendToHandlers(database);
  process.env['COMPANY_NAME'] = 'Example Trading';
  ({ handler: show } = await import('../../../functions/show-payment-page/handler.ts'));
  ({ handler: act } = await import('../../../functions/act-on-payment-page/handler.ts'));
  desk = openDesk(database.table);
});
afterAll(() => database.stop());

/** A reminded customer, and what the mail carries. */
const reminded = async (customerId: string) => {
  const { caseId } = await remindedCustomer(database, desk, customerId);
  return { caseId, ...(await link(customerId, caseId)) };
};
const link = (customerId: string, caseId: string, mailId?: string, language: MailLanguage = 'en') => {
  const expiresAt = addDaysToInstant(desk.now(), 60);
  const recipient = `bill@${customerId.toLowerCase()}.example`;
  return mintPaymentLink(
    database.table,
    { customerId, caseId, recipient, expiresAt, language, ...(mailId !== undefined && { mailId }) },
    desk.now(),
  );
};

const get = (
  token: string,
  operation: 'showPaymentPage' | 'headPaymentPage' = 'showPaymentPage',
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> => show(apiEvent(operation, { params: { token }, headers, at: desk.now() }));
const post = (token: string, fields: Readonly<Record<string, string>>): Promise<Reply> =>
  act(
    apiEvent('actOnPaymentPage', {
      params: { token },
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      at: desk.now(),
    }),
  );
const textIn = ({ body }: Reply): string => textOf(body ?? '');
const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');
const inDays = (days: number): string => addDays(desk.today(), days);
const promiseOf = (code: string, amount = '1000', payBy = inDays(5)) => ({ action: 'promise', amount, payBy, code });
const historyOf = async (customerId: string) =>
  (await database.scan()).filter(({ pk, sk }) => pk === `CUSTOMER#${customerId}` && `${sk}`.startsWith('HISTORY#'));
const disputesOf = async (customerId: string) =>
  (await database.scan()).filter(
    (item) => item['entityType'] === 'DISPUTE' && JSON.parse(String(item['dispute'])).customerId === customerId,
  );

describe('the page behind the link of a reminder', () => {
  it('should show what is open, and change nothing however often it is fetched', async () => {
    const { token } = await reminded('K-1');
    const before = await database.scan();
    const shown = await get(token);
    expect(shown.statusCode).toBe(200);
    const text = textIn(shown);
    expect(text).toContain('Open: EUR 1,250.00');
    expect(text).toContain('K-1 GmbH (K-1) to Example Trading');
    expect(text).toMatch(/K-1-AIssued .* Overdue by 2 days EUR 1,000.00/);
    expect(text).toContain('In all EUR 1,250.00');
    expect(shown.body).not.toContain(token);
    expect(await get(token, 'headPaymentPage')).toMatchObject({ statusCode: 200 });
    expect(await database.scan()).toEqual(before);
  });

  it('should show what remains in every currency, what is disputed and what is promised', async () => {
    const { caseId, token } = await reminded('K-2');
    await publishTestRates(desk.at());
    await invoice(desk.at(), 'K-2', 'K-2-C', usd(70_00), { issuedOn: inDays(-40), dueOn: inDays(10) });
    await pay(desk.at(), 'K-2', 'K-2-pay', eur(400_00), {
      allocations: [{ invoiceId: 'K-2-A', amount: eur(400_00) }],
    });
    await openDispute(desk.at(), { customerId: 'K-2', invoiceIds: ['K-2-B'], reason: 'Broken.' });
    const promise = { type: 'PROMISE', promiseId: 'p', invoiceIds: ['K-2-A'], amount: eur(600_00) } as const;
    const made = { ...promise, payBy: inDays(7), by: 'x@example.com' };
    await changeCase(desk.at(), directory, caseId, made, { answer: () => null });
    const text = textIn(await get(token));
    expect(text).toContain('Open: EUR 850.00 and USD 70.00');
    expect(text).toContain('Promised for 9 March 2026 EUR 600.00of EUR 1,000.00');
    expect(text).toContain('Disputed EUR 250.00');
    // What is left to promise is neither.
    expect(text).toContain('At most USD 70.00');
  });

  it('should say when nothing is open, without a form', async () => {
    const { token } = await reminded('K-3');
    await pay(desk.at(), 'K-3', 'K-3-pay', eur(1_250_00));
    const shown = await get(token);
    expect(textIn(shown)).toContain('Nothing is open');
    expect(shown.body).not.toContain('<form');
  });

  it('should ask for no promise of what is not due yet', async () => {
    await createCustomer(desk.at(), 'K-4');
    await invoice(desk.at(), 'K-4', 'K-4-A', eur(50_00));
    const { code, token } = await link('K-4', 'none');
    const shown = await get(token);
    expect(shown.body).not.toContain('Promise a payment');
    expect(shown.body).toContain('Dispute invoices');
    expect((await post(token, promiseOf(code, '10'))).statusCode).toBe(422);
  });

  it('should know no token that was never given out', async () => {
    for (const token of ['x'.repeat(43), 'x', '%2e%2e']) {
      const reply = await get(token);
      expect(reply.statusCode).toBe(404);
      expect(textIn(reply)).toContain('There is nothing at this address');
      expect((await post(token, promiseOf('123456'))).statusCode).toBe(404);
    }
  });
});

describe('a promise', () => {
  it('should be recorded once, however often its form is sent, and leave the link good', async () => {
    const { caseId, code, token } = await reminded('P-1');
    const form = { ...promiseOf(`${code.slice(0, 3)} ${code.slice(3)}`, '1,000'), opened: desk.now() };
    const [first, second] = await Promise.all([post(token, form), post(token, form)]);
    for (const reply of [first, second, await post(token, form)]) {
      expect(reply.statusCode, textIn(reply)).toBe(200);
      expect(textIn(reply)).toContain('Recorded: EUR 1,000.00 by 7 March 2026');
    }
    const { promises } = await loadCase(database.table, caseId);
    expect(promises).toMatchObject([{ invoiceIds: ['P-1-A'], amount: eur(1_000_00), payBy: inDays(5) }]);
    // Also when nothing is left that could be promised, or nothing at all.
    await pay(desk.at(), 'P-1', 'P-1-pay', eur(1_000_00));
    expect((await post(token, form)).statusCode).toBe(200);
    const stored = await database.table.get(keys.promise(promises[0]?.promiseId ?? ''));
    expect(String(stored?.['promise'])).toContain('bill@p-1.example');
  });

  it('should be taken once more, of what is left, and be none of what is promised already', async () => {
    const { caseId, code, token } = await reminded('P-3');
    expect((await post(token, promiseOf(code))).statusCode).toBe(200);
    expect(textIn(await get(token))).toContain('Promised for 7 March 2026');
    expect(textIn(await post(token, promiseOf(code, '251')))).toContain('more than what is open: EUR 250.00');
    expect((await post(token, promiseOf(code, '250', inDays(9)))).statusCode).toBe(200);
    const again = await post(token, promiseOf(code, '1', inDays(20)));
    expect(again.statusCode).toBe(422);
    expect(textIn(again)).toContain('Nothing is open in EUR that could be promised.');
    const { promises, status } = await loadCase(database.table, caseId);
    expect(status).toBe('PROMISED');
    expect(promises.map(({ payBy }) => payBy)).toEqual([inDays(5), inDays(9)]);
  });

  it.each([
    ['an amount of nothing', { amount: '0' }, 'The amount must be more than zero.'],
    ['no amount', { amount: '' }, 'Write the amount like 60,000.00.'],
    ['an amount of another country', { amount: '1.000,00' }, 'Write the amount like 60,000.00.'],
    ['more than is open', { amount: '1250.01' }, 'must not be more than what is open: EUR 1,250.00'],
    ['no day', { payBy: '' }, 'Enter the day on which you will pay.'],
    ['a day that was', { payBy: '2026-03-01' }, 'The day must be one from 2 March 2026 to 1 April 2026.'],
    ['a day too far ahead', { payBy: '2026-04-02' }, 'The day must be one from'],
    ['nothing to do', { action: 'pay' }, 'Choose whether to promise'],
  ])('should not be taken with %s, and what was typed should come back', async (what, changes, message) => {
    const customerId = `PW-${what.replaceAll(' ', '-')}`;
    const { caseId, code, token } = await reminded(customerId);
    const reply = await post(token, { ...promiseOf(code), ...changes });
    expect(reply.statusCode).toBe(422);
    expect(textIn(reply)).toContain(message);
    expect(reply.body).not.toContain(code);
    if (!('amount' in changes)) expect(reply.body).toContain('value="1000"');
    expect((await loadCase(database.table, caseId)).promises).toEqual([]);
  });

  it('should put nothing off for less than half of it', async () => {
    const { caseId, code, token } = await reminded('P-4');
    for (const amount of ['1', '499.99', '1100']) {
      const reply = await post(token, promiseOf(code, amount));
      // 1,100.00 is for both invoices, and more than half of them.
      expect(reply.statusCode, amount).toBe(amount === '1100' ? 200 : 422);
      if (amount === '1100') continue;
      expect(textIn(reply)).toContain(
        'The amount must be at least EUR 500.00, half of what it is for; for less, please',
      );
      expect(reply.body).toMatch(/id="promise-amount-error"/);
      expect(reply.body).toContain(`value="${amount}"`);
      expect((await loadCase(database.table, caseId)).promises).toEqual([]);
    }
  });

  it('should be agreed by telephone after two that were not kept', async () => {
    const { caseId, code, token } = await reminded('P-5');
    for (const days of [1, 4]) {
      expect((await post(token, promiseOf(code, '1250', inDays(1)))).statusCode).toBe(200);
      desk.advance({ days: 3 });
      await changeCase(desk.at(), directory, caseId, { type: 'REVIEW' }, { answer: () => null });
      expect((await loadCase(database.table, caseId)).promises, `day ${days}`).toEqual([]);
    }
    const reply = await post(token, promiseOf(code, '1250', inDays(1)));
    expect(reply.statusCode).toBe(409);
    expect(textIn(reply)).toContain('were not kept before. Please call us to agree on another one.');
    expect(textIn(reply)).toContain('Nothing has been recorded.');
    expect((await loadCase(database.table, caseId)).promises).toEqual([]);
    // What a person agrees to is another matter.
    const agreed = { type: 'PROMISE', promiseId: 'agreed', invoiceIds: null, amount: eur(100_00) } as const;
    const byPerson = { ...agreed, payBy: inDays(1), by: 'cora@example.com' };
    await changeCase(desk.at(), directory, caseId, byPerson, { answer: () => null });
    expect((await loadCase(database.table, caseId)).promises).toHaveLength(1);
    // A Monday again: nobody is reminded on the day on which this ends.
    desk.advance({ days: 1 });
  });

  it('should be asked for its currency where several are open', async () => {
    const { caseId, code, token } = await reminded('P-2');
    await publishTestRates(desk.at());
    await invoice(desk.at(), 'P-2', 'P-2-C', usd(70_00), { issuedOn: inDays(-40), dueOn: inDays(-1) });
    expect(textIn(await post(token, promiseOf(code, '70')))).toContain('Choose the currency.');
    expect((await post(token, { ...promiseOf(code, '70'), currency: 'USD' })).statusCode).toBe(200);
    expect((await loadCase(database.table, caseId)).promises).toMatchObject([{ invoiceIds: ['P-2-C'] }]);
  });
});

describe('a dispute', () => {
  it('should be recorded once, however often its form is sent, as said by whom the mail was sent to', async () => {
    const { code, token } = await reminded('D-1');
    const form = { action: 'dispute', 'invoice:D-1-B': 'yes', reason: 'Never\r\ndelivered.', code, opened: desk.now() };
    const [first, second] = await Promise.all([post(token, form), post(token, form)]);
    for (const reply of [first, second, await post(token, form)]) {
      expect(reply.statusCode, textIn(reply)).toBe(200);
      expect(textIn(reply)).toContain('Recorded: 1 invoice disputed');
    }
    const disputes = await disputesOf('D-1');
    expect(disputes.map(({ dispute }) => JSON.parse(String(dispute)))).toMatchObject([
      { invoiceIds: ['D-1-B'], reason: 'Never\ndelivered.', openedBy: 'bill@d-1.example', status: 'OPEN' },
    ]);
    const shown = await get(token);
    expect(textIn(shown)).toContain('Disputed EUR 250.00');
    expect(shown.body).not.toContain('name="invoice:D-1-B"');
    const again = await post(token, { ...form, opened: 'later' });
    expect(again.statusCode).toBe(422);
    expect(textIn(again)).toContain('Invoice D-1-B is disputed already.');
  });

  it.each([
    ['no invoice', {}, 'Choose at least one invoice.'],
    ['an invoice of somebody else', { 'invoice:K-1-A': 'yes' }, 'Invoice K-1-A is not open any more.'],
    ['no reason', { 'invoice:D-no-reason-A': 'yes', reason: ' ' }, 'Say what is wrong.'],
    [
      'too long a reason',
      { 'invoice:D-too-long-a-reason-A': 'yes', reason: 'x'.repeat(1001) },
      'What is wrong must be said in at most 1000 characters.',
    ],
  ])('should not be taken with %s', async (what, changes, message) => {
    const customerId = `D-${what.replaceAll(' ', '-')}`;
    const { code, token } = await reminded(customerId);
    const reply = await post(token, { action: 'dispute', reason: 'Wrong.', code, ...changes });
    expect(reply.statusCode).toBe(422);
    expect(textIn(reply)).toContain(message);
    expect(await disputesOf(customerId)).toEqual([]);
  });

  it('should be refused a field that is not known', async () => {
    const { code, token } = await reminded('D-3');
    expect((await post(token, { ...promiseOf(code), amout: '1' })).statusCode).toBe(400);
  });
});

describe('the code', () => {
  it('should be counted when it is wrong or missing, and close the link with the fifth', async () => {
    const { caseId, code, token } = await reminded('C-1');
    const wrong = promiseOf(otherThan(code));
    for (const left of ['4 tries are', '3 tries are', '2 tries are']) {
      const reply = await post(token, wrong);
      expect(reply.statusCode).toBe(422);
      expect(textIn(reply)).toContain(`${left} left.`);
    }
    expect(textIn(await post(token, { ...wrong, code: '' }))).toContain('one try is left.');
    // What else is wrong is said without the code being looked at.
    expect(textIn(await post(token, { ...wrong, amount: '' }))).not.toContain('left.');
    const last = await post(token, wrong);
    expect(last.statusCode).toBe(422);
    expect(textIn(last)).toContain('This link is closed');
    expect(last.body).not.toContain('<form');
    for (const reply of [await get(token), await post(token, { ...wrong, code })]) {
      expect(reply.statusCode).toBe(410);
      expect(textIn(reply)).toContain('A wrong code was entered too often');
    }
    expect((await loadCase(database.table, caseId)).promises).toEqual([]);
    // The link of another mail is not touched by that.
    const other = await link('C-1', caseId);
    expect((await get(other.token)).statusCode).toBe(200);
  });

  it('should be tried no oftener when many try at the same instant', async () => {
    const { caseId, code, token } = await reminded('C-2');
    const codes = Array.from({ length: 20 }, (_, guess) => String(guess).padStart(6, '0')).filter(
      (guess) => guess !== code,
    );
    const replies = await Promise.all(codes.map((guess) => post(token, promiseOf(guess))));
    const told = replies.filter(({ statusCode }) => statusCode === 422);
    expect(told).toHaveLength(5);
    expect((await get(token)).statusCode).toBe(410);
    expect((await loadCase(database.table, caseId)).promises).toEqual([]);
  });
});

describe('a link that was closed by wrong codes', () => {
  const close = async ({ code, token }: { readonly code: string; readonly token: string }) => {
    const replies: Reply[] = [];
    for (let turn = 0; turn < 5; turn += 1) replies.push(await post(token, promiseOf(otherThan(code))));
    return textIn(replies[4] ?? { statusCode: 0, headers: {} });
  };
  const copiesOf = async (caseId: string) =>
    (await listMailsOfCase(database.table, caseId)).filter(({ data }) => 'freshOf' in data);
  const onItsWay = 'A mail with a new link and a new code is on its way to you.';

  it('should be followed by a fresh mail, three times for a reminder, and say so', async () => {
    const { caseId, mailIds } = await remindedCustomer(database, desk, 'F-1');
    const [first = ''] = mailIds;
    let mailId = first;
    for (const number of [1, 2, 3]) {
      const minted = await link('F-1', caseId, mailId);
      expect(await close(minted)).toContain(onItsWay);
      const shown = await get(minted.token);
      expect(shown.statusCode).toBe(410);
      expect(textIn(shown)).toContain(onItsWay);
      const copies = await copiesOf(caseId);
      expect(copies).toHaveLength(number);
      const copy = copies.find(({ data }) => (data['freshOf'] as { number?: number }).number === number);
      expect(copy).toMatchObject({
        to: 'bill@f-1.example',
        template: 'friendly-reminder',
        state: 'PENDING',
        data: { freshOf: { mailId: first, number } },
      });
      mailId = copy?.mailId ?? '';
    }
    const last = await link('F-1', caseId, mailId);
    expect(await close(last)).toContain('Please use the link of a newer mail, or call');
    expect(await copiesOf(caseId)).toHaveLength(3);
  });

  it('should be followed by one however many try at the same instant, and none again for another link of it', async () => {
    const { caseId, mailIds } = await remindedCustomer(database, desk, 'F-2');
    const { code, token } = await link('F-2', caseId, mailIds[0]);
    const wrong = promiseOf(otherThan(code));
    await Promise.all(Array.from({ length: 12 }, () => post(token, wrong)));
    expect(await copiesOf(caseId)).toHaveLength(1);
    expect(textIn(await get(token))).toContain(onItsWay);
    expect(await close(await link('F-2', caseId, mailIds[0]))).not.toContain(onItsWay);
    expect(await copiesOf(caseId)).toHaveLength(1);
  });

  it('should be followed by none when nothing is left to tell of, or not to this recipient', async () => {
    const paid = await remindedCustomer(database, desk, 'F-3');
    const minted = await link('F-3', paid.caseId, paid.mailIds[0]);
    await post(minted.token, promiseOf(minted.code, '1250'));
    expect(await close(minted)).not.toContain(onItsWay);
    expect(await copiesOf(paid.caseId)).toEqual([]);
    const { caseId, mailIds } = await remindedCustomer(database, desk, 'F-4');
    const masterData = {
      legalName: 'F-4 GmbH',
      currency: 'EUR',
      segment: 'RETAIL',
      region: 'EU',
      groupLimitShared: true,
    };
    const contacts = [{ name: 'New', email: 'new@f-4.example', role: 'BILLING' }];
    const changed = { ...masterData, contacts };
    await putCustomer(desk.at(), 'F-4', changed, fingerprint(changed));
    expect(await close(await link('F-4', caseId, mailIds[0]))).not.toContain(onItsWay);
    expect(await copiesOf(caseId)).toEqual([]);
  });
});

describe('a page in German', () => {
  const german = async (customerId: string) => {
    const { caseId } = await remindedCustomer(database, desk, customerId);
    return { caseId, ...(await link(customerId, caseId, undefined, 'de')) };
  };

  it('should show, hear and answer as the mail was written, down to the amounts', async () => {
    const { caseId, code, token } = await german('G-1');
    const shown = await get(token);
    expect(shown.body).toContain('<html lang="de">');
    expect(textIn(shown)).toContain('Offen: EUR 1.250,00');
    expect(shown.body).toContain('value="1250,00"');
    const wrong = await post(token, promiseOf(otherThan(code), '1.000,00'));
    expect(textIn(wrong)).toContain('Das ist nicht der Code, der in der Nachricht beim Link steht; noch 4 Versuche.');
    expect(wrong.body).toContain('value="1.000,00"');
    expect(textIn(await post(token, promiseOf(code, '499,99')))).toContain(
      'Der Betrag muss mindestens EUR 500,00 sein',
    );
    expect(textIn(await post(token, promiseOf(code, '1.250,01')))).toContain('was offen ist: EUR 1.250,00.');
    const heard = await post(token, promiseOf(code, '1.000,00'));
    expect(heard.body).toContain('<html lang="de">');
    expect(textIn(heard)).toContain('Festgehalten: EUR 1.000,00 bis zum');
    expect((await loadCase(database.table, caseId)).promises).toMatchObject([{ amount: eur(1_000_00) }]);
    const dispute = { action: 'dispute', 'invoice:G-1-B': 'yes', reason: 'Falsch.', code };
    expect(textIn(await post(token, dispute))).toContain('Festgehalten: eine Rechnung beanstandet');
    expect(textIn(await post(token, { ...dispute, opened: 'x' }))).toContain('G-1-B ist bereits beanstandet.');
  });

  it('should say so too when promises were not kept, and when the link is closed', async () => {
    const { caseId, code, token } = await german('G-2');
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await post(token, promiseOf(code, '1250', inDays(1)))).statusCode).toBe(200);
      desk.advance({ days: 3 });
      await changeCase(desk.at(), directory, caseId, { type: 'REVIEW' }, { answer: () => null });
    }
    const refused = await post(token, promiseOf(code, '1250', inDays(1)));
    expect(refused.statusCode).toBe(409);
    expect(textIn(refused)).toContain('Frühere Zusagen für dieses Konto wurden nicht eingehalten.');
    for (let turn = 0; turn < 4; turn += 1) await post(token, promiseOf(otherThan(code)));
    expect(textIn(await post(token, promiseOf(otherThan(code))))).toContain('Dieser Link ist geschlossen');
    expect(textIn(await get(token))).toMatch(/zuletzt am \w+, \d+\. März 2026 um/);
    // A Monday again, as it was.
    desk.advance({ days: 1 });
  });

  it('should be what the browser asks for when nobody knows whose the link is', async () => {
    const asked = (language: string) => get('x'.repeat(43), 'showPaymentPage', { 'accept-language': language });
    expect(textIn(await asked('fr, de-AT;q=0.8, en;q=0.5'))).toContain('Unter dieser Adresse gibt es nichts');
    expect(textIn(await asked('fr, en;q=0.5, de;q=0.4'))).toContain('There is nothing at this address');
    expect(textIn(await asked('*'))).toContain('There is nothing at this address');
  });
});

describe('a link', () => {
  it('should be worth nothing after its time', async () => {
    const { code, token } = await reminded('L-1');
    const before = (await historyOf('L-1')).length;
    desk.advance({ days: 61 });
    for (const reply of [await get(token), await post(token, promiseOf(code))]) {
      expect(reply.statusCode).toBe(410);
      expect(textIn(reply)).toContain('This link has expired');
    }
    expect(await historyOf('L-1')).toHaveLength(before);
  });

  it('should be known to the table as a hash, and be worn out in the end', async () => {
    const { code, token } = await reminded('L-2');
    const stored = JSON.stringify(await database.scan(), (_, value) =>
      typeof value === 'bigint' ? Number(value) : value,
    );
    expect(stored).not.toContain(token);
    for (let turn = 0; turn < 50; turn += 1) {
      expect((await post(token, promiseOf(code, '9999'))).statusCode).toBe(422);
    }
    await expect(openPaymentLink(database.table, token, desk.now())).rejects.toThrow('used too often');
    expect((await get(token)).statusCode).toBe(410);
  });
});
