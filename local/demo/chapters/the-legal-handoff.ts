import { listAt, moneyAt, textAt, valueAt } from '../../client/read.ts';
import { moneyText } from '../../terminal/text.ts';
import { chase, debtors, people } from '../cast.ts';
import { expectCase } from '../collections.ts';
import { accessIn } from '../mail.ts';
import type { Chapter } from '../stage.ts';

/** A customer who never pays: call, hold, final notice, and a sealed file for the lawyers after an approval. */
export const legalHandoff: Chapter = {
  title: 'The last one ends with the lawyers',
  tell: async (stage) => {
    const { say, call, browse, get, mailTo, show, showTable, expect, settle, waitUntil } = stage;
    const { customerId } = debtors.goesToLegal;
    await waitUntil(chase.heldOn);
    say(`Heron answers nobody. Cora has been given a call to make; it is three weeks now, the team lead is asked, and
      Heron gets no further credit.`);
    const held = await get(`/v1/customers/${customerId}`);
    expect(textAt(held, 'status') === 'ON_HOLD', 'Heron is on credit hold.');
    show([['status', textAt(held, 'status')]]);

    await waitUntil(chase.handedOverOn);
    say(`A final notice has gone out. On the first business day after the forty-fifth, a credit manager is asked
      whether the lawyers shall have it: by mail, with a link and a code.`);
    const { code, path } = accessIn(await mailTo(people.mia, debtors.goesToLegal.legalName));
    await browse(path, 200);
    await browse(path, 200, { decision: 'APPROVE', code, comment: 'They had every chance.' });
    await settle();
    await expectCase(stage, debtors.goesToLegal, 'WITH_LEGAL');
    await mailTo(people.lex, debtors.goesToLegal.legalName);

    say('The file is sealed: each part of it has a hash, and so has the list of them.');
    const handoffs = listAt(await get('/v1/legal-handoffs'), 'items');
    const own = handoffs.find((one) => valueAt(one, 'customerId') === customerId);
    const handoff = await get(`/v1/legal-handoffs/${valueAt(own, 'handoffId')}`);
    const parts = listAt(handoff, 'bundle.parts').map((part) => [
      String(valueAt(part, 'name')),
      `${valueAt(part, 'bytes')} bytes`,
      `${String(valueAt(part, 'sha256')).slice(0, 16)}...`,
    ]);
    showTable([{ title: 'part' }, { title: '', align: 'right' }, { title: 'SHA-256' }], parts);
    show([['demanded', moneyText(moneyAt(handoff, 'totals.0'))]]);
    const { matterNumber } = chase;
    await call('POST', `/v1/legal-handoffs/${textAt(handoff, 'handoffId')}/acknowledge`, { matterNumber }, 200);
    await settle();
    const taken = await expectCase(stage, debtors.goesToLegal, 'WITH_LEGAL');
    expect(textAt(taken, 'matterNumber') === matterNumber, `legal has taken it as ${matterNumber}.`);
  },
};
