import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { ActOnPaymentPageForm, PaymentLinkParams } from '../../shared/contracts/payment-pages.ts';
import { PaymentLinkClosed } from '../../shared/domain/dunning/payment-link.ts';
import type { PaymentView } from '../../shared/domain/dunning/payment-view.ts';
import type { Reply } from '../../shared/http/exchange.ts';
import { page, pageHandler } from '../../shared/http/page-handler.ts';
import { storeContext } from '../../shared/http/store-context.ts';
import { heardPage, tellCustomer } from '../../shared/pages/payment/answers.ts';
import type { FormError, Typed } from '../../shared/pages/payment/fields.ts';
import { paymentPage } from '../../shared/pages/payment/page.ts';
import { readPaymentForm } from '../../shared/pages/payment/read-form.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { actByToken, paymentViewByToken } from '../../shared/store/payment-pages.ts';
import { openTable } from '../../shared/store/table.ts';
import { formErrorsOf } from './form-errors.ts';

const UNPROCESSABLE = 422;

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());
const tellRefusal = tellCustomer(config);

/** 422: the page once more, with what was typed and what is wrong with it. */
const formAgain = (view: PaymentView, typed: Typed, errors: readonly FormError[], opened: string): Reply =>
  page(paymentPage(view, config, { typed, errors, opened }), UNPROCESSABLE);

/**
 * Takes what a customer says by the link of a reminder and the code beside it: a promise or a dispute. What is wrong
 * with the form is said on the page; a wrong or missing code does nothing and is counted.
 */
export const handler = pageHandler(
  { operations: ['actOnPaymentPage'], params: PaymentLinkParams, form: ActOnPaymentPageForm, config, tellRefusal },
  async (request) => {
    const { token } = request.params;
    const context = await storeContext(request, table, config);
    const { now } = context.moment;
    const view = await paymentViewByToken(context, token);
    const { code, errors, typed, wanted } = readPaymentForm(request.body, view);
    if (!wanted) return formAgain(view, typed, errors, now);
    try {
      const { code: _code, ...form } = request.body;
      const heard = await actByToken(context, people, token, { ...wanted, code, form: JSON.stringify(form) });
      return page(heardPage(heard, config, view.language));
    } catch (error) {
      const wrong = formErrorsOf(error, view.language);
      if (wrong.length === 0) throw error;
      try {
        return formAgain(await paymentViewByToken(context, token), typed, wrong, now);
      } catch (closed) {
        // The wrong code was the last one, and there is no form any more.
        if (!(closed instanceof PaymentLinkClosed)) throw closed;
        const { correlationId } = request;
        return page(tellRefusal({ code: 'gone', detail: closed.message, correlationId }, closed), UNPROCESSABLE);
      }
    }
  },
);
