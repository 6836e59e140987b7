import type { MailLanguage } from '../../shared/domain/dunning/language.ts';
import { FormTurnedDown } from '../../shared/domain/dunning/turned-down.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Field, FormError } from '../../shared/pages/payment/fields.ts';
import { spokenIn } from '../../shared/pages/payment/words/spoken.ts';

/** Fields of the form by the paths that refusals name. */
const fields: Readonly<Record<string, Field>> = {
  amount: 'amount',
  invoiceIds: 'amount',
  customerId: 'amount',
  payBy: 'payBy',
  invoices: 'invoices',
  reason: 'reason',
  code: 'code',
};

/** What a refusal says about fields of the forms, in the language of the page; empty when it is about something else. */
export const formErrorsOf = (error: unknown, language: MailLanguage): readonly FormError[] => {
  if (!(error instanceof Refusal) || error.code !== 'unprocessable') return [];
  const {
    figures,
    words: { form },
  } = spokenIn(language);
  return error.errors.flatMap(({ path, message }) => {
    const field = fields[path.split(/[.[]/)[0] ?? ''];
    if (!field) return [];
    const told =
      error instanceof FormTurnedDown ? form.turnedDown(error.turnedDown, figures) : form.refused(field, message);
    return [{ field, message: told }];
  });
};
