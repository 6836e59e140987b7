import type { Answer } from '../../client/api-client.ts';
import { listAt, moneyAt, textAt, toMoney, valueAt } from '../../client/read.ts';
import { asObject } from '../../json.ts';
import { grouped, moneyText, wrap } from '../../terminal/text.ts';
import { contract, customerId, euros, legalName, people } from '../cast.ts';
import { accessIn } from '../mail.ts';
import type { Chapter, Stage } from '../stage.ts';

const name = (address: unknown): string => (typeof address === 'string' ? (address.split('@')[0] ?? '') : '');

const showLevels = ({ showTable }: Stage, request: Answer): void =>
  showTable(
    [{ title: 'level' }, { title: 'asked' }, { title: 'status' }, { title: 'by' }, { title: 'EUR', align: 'right' }],
    listAt(request, 'levels').map((level) => {
      const approved = toMoney(valueAt(level, 'approvedLimit'));
      const approvers = valueAt(level, 'approvers');
      return [
        `${valueAt(level, 'level')} ${valueAt(level, 'role')}`,
        Array.isArray(approvers) ? approvers.map(name).join('\n') : '',
        String(valueAt(level, 'status')),
        name(valueAt(level, 'decidedBy')),
        approved ? grouped(approved.amount) : '',
      ];
    }),
  );

const NOTE_WIDTH = 60;

/** What the request says of its way, in lines that a page takes. */
const showNotes = ({ showTable }: Stage, request: Answer): void =>
  showTable(
    [{ title: 'on' }, { title: 'what the request tells of its way' }],
    listAt(request, 'notes').map((note) => {
      const text = String(valueAt(note, 'text')).replaceAll('@example.com', '');
      return [String(valueAt(note, 'at')).slice(0, 10), wrap(text, '', NOTE_WIDTH)];
    }),
  );

/** Approves by the newest mail to somebody, and lets the workflow go on. */
const approve = async ({ browse, mailTo, settle }: Stage, address: string, amount: string): Promise<void> => {
  const { code, path } = accessIn(await mailTo(address, legalName));
  await browse(path, 200, { decision: 'APPROVE', approvedLimit: amount, code });
  await settle();
};

/** Three levels have to agree. Nobody of the first one answers, and the time-outs do what they are for. */
export const limitOfThreeLevels: Chapter = {
  title: 'A limit that three levels approve',
  tell: async (stage) => {
    const { say, call, get, browse, mailTo, show, expect, settle, waitUntil } = stage;
    await waitUntil(contract.askedOn);
    say(`Kestrel is to equip a whole city with hire bicycles, and Sam asks for a limit of thirty times the present
      one. The policy puts that to analysts, managers and directors, one after the other. There are two managers
      today: Max has joined Mia.`);
    const everybody = asObject((await get('/control/people')).body);
    await call('PUT', '/control/people', { ...everybody, [people.max]: ['credit-managers'] }, 200);
    const wanted = { customerId, kind: 'PERMANENT', requestedLimit: euros(contract.limit), requestedBy: people.sam };
    const asked = await call('POST', '/v1/limit-requests', { ...wanted, reason: 'The contract with the city' }, 202);
    const path = `/v1/limit-requests/${textAt(asked, 'requestId')}`;
    await settle();
    showLevels(stage, await get(path));
    const first = accessIn(await mailTo(people.ben, legalName));

    await waitUntil(contract.remindedOn, '12:00');
    say(`Ana and Ben are at a fair. A day after they were asked, each gets another mail with a link of its own. The
      older one has come to its end.`);
    await mailTo(people.ben, legalName);
    await browse(first.path, 410);
    await waitUntil(contract.escalatedOn, '12:00');
    say('After another day the level goes to the managers as well. Mia decides it; Ana and Ben still could have.');
    await approve(stage, people.mia, '300,000.00');
    await waitUntil(contract.nextDay);
    say(`The managers' own level was asked next. Nobody decides two levels of one request, so it was put to Max
      alone. He agrees to less, and the director after him to a little more.`);
    await approve(stage, people.max, '260,000.00');
    await approve(stage, people.fred, '280,000.00');

    const approved = await get(path);
    showLevels(stage, approved);
    showNotes(stage, approved);
    say('What is granted is the smallest amount that any level agreed to, once, in one transaction.');
    const profile = await get(`/v1/customers/${customerId}`);
    const limit = moneyAt(profile, 'creditLimit');
    expect(textAt(approved, 'status') === 'APPROVED', 'all three levels have approved.');
    expect(limit.amount === '260000.00', `the smallest amount is granted, not ${moneyText(limit)}.`);
    show([
      ['credit limit', moneyText(limit)],
      ['exposure', moneyText(moneyAt(profile, 'exposure.total'))],
      ['available', moneyText(moneyAt(profile, 'available'))],
    ]);
    await mailTo(people.sam, legalName);
  },
};
