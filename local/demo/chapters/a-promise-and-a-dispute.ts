import { listAt, numberAt, textAt, valueAt } from '../../client/read.ts';
import { billingOf, chase, debtors } from '../cast.ts';
import { expectCase, payAll } from '../collections.ts';
import { accessIn } from '../mail.ts';
import type { Chapter } from '../stage.ts';

const broken = 'Two of the frames are bent.';

/** Customers answer by the link of their reminder: one promises and breaks it, one disputes. */
export const promiseAndDispute: Chapter = {
  title: 'One customer promises, one disputes',
  tell: async (stage) => {
    const { say, call, browse, mailTo, get, expect, settle, waitUntil } = stage;
    const { disputes, promises } = debtors;
    say(`Each reminder has a link to a page of what is open, and a code beside it. There a customer says when the
      money will come, or what is wrong with an invoice. Wren promises; Finch disputes.`);
    const wren = accessIn(await mailTo(billingOf(promises)));
    await browse(wren.path, 200);
    const promise = { action: 'promise', amount: promises.amount, payBy: chase.promisedFor, code: wren.code };
    await browse(wren.path, 200, promise);
    const finch = accessIn(await mailTo(billingOf(disputes)));
    const dispute = { action: 'dispute', [`invoice:${disputes.invoiceId}`]: 'yes', reason: broken, code: finch.code };
    await browse(finch.path, 200, dispute);
    await settle();
    await expectCase(stage, promises, 'PROMISED');
    await expectCase(stage, disputes, 'DISPUTED');

    await waitUntil(chase.brokenOn);
    say(`The promised day has passed without money, and a weekend after it. On Monday morning the promise is broken,
      and the next step comes at once. Finch has heard nothing meanwhile: what is disputed is not chased.`);
    await mailTo(billingOf(promises));
    const late = await expectCase(stage, promises, 'OPEN');
    const step = textAt(late, 'lastStep.id');
    expect(textAt(late, 'lastStep.kind') === 'FIRM_REMINDER', `Wren has got a firm reminder, not ${step}.`);
    const profile = await get(`/v1/customers/${promises.customerId}`);
    stage.show([['broken promises of Wren', String(numberAt(profile, 'behaviour.brokenPromises'))]]);

    say('The frames were bent in the shop of Finch, as photos show. The dispute is rejected, and the chase goes on.');
    const entries = listAt(await get(`/v1/customers/${disputes.customerId}/history?limit=200`), 'items');
    const disputeId = entries.map((entry) => valueAt(entry, 'data.disputeId')).find((id) => typeof id === 'string');
    const resolution = { resolution: 'REJECTED', note: 'Damaged after delivery, see the photos.' };
    await call('POST', `/v1/disputes/${disputeId}/resolve`, resolution, 200);
    await settle();
    await mailTo(billingOf(disputes));
    say('Finch pays, and so does Wren.');
    await payAll(stage, disputes, chase.brokenOn);
    await payAll(stage, promises, chase.brokenOn);
    await expectCase(stage, disputes, 'CLOSED');
    await expectCase(stage, promises, 'CLOSED');
  },
};
