import type { Kind, Situation } from './made-up-ledgers.ts';

const steady = ({ chance, usualDays }: Situation): number => chance.normal(usualDays, 7);

/** Ledgers as different as those that a model may have to learn from. */
export const kinds = {
  'small and steady': { invoices: 200, customers: 15, daysFromDue: steady },
  'of many customers with few invoices each': { invoices: 400, customers: 120, daysFromDue: steady },
  'of customers that drift': {
    invoices: 800,
    customers: 40,
    daysFromDue: ({ chance, usualDays, share, customer }) =>
      chance.normal(usualDays + ((customer % 3) - 1) * 25 * share, 7),
  },
  'that gets worse': {
    invoices: 600,
    customers: 40,
    daysFromDue: ({ chance, usualDays, share }) => chance.normal(usualDays + 15 * share, 7),
  },
  'of one invoice for most customers, at several terms': {
    invoices: 800,
    customers: 700,
    terms: [14, 30, 60],
    daysFromDue: ({ chance, termsDays, amount }) =>
      chance.normal(-6 + (termsDays === 60 ? 8 : 0) + 3 * Math.log10(amount), 9),
  },
  'of different terms': {
    invoices: 600,
    customers: 40,
    terms: [7, 14, 30, 60, 90],
    daysFromDue: ({ chance, usualDays, termsDays }) =>
      chance.normal(usualDays + (termsDays <= 14 ? 15 : 0) - (termsDays >= 60 ? 6 : 0), 7),
  },
  'of seasons': {
    invoices: 1200,
    customers: 40,
    days: 1100,
    daysFromDue: ({ chance, usualDays, dueOn }) =>
      chance.normal(usualDays + (['08', '12'].includes(dueOn.slice(5, 7)) ? 14 : 0), 7),
  },
  'whose large invoices are paid late': {
    invoices: 800,
    customers: 40,
    daysFromDue: ({ chance, usualDays, relativeAmount }) => chance.normal(usualDays + 9 * Math.log(relativeAmount), 6),
  },
} satisfies Readonly<Record<string, Kind>>;

/** Late by chance in the customer's own ratio, and then for very long: the ratio is all that there is to know. */
export const heavyTailed: Kind = {
  invoices: 800,
  customers: 40,
  daysFromDue: ({ chance, usualDays }) =>
    chance.uniform() < 1 / (1 + Math.exp(-usualDays / 6))
      ? 1 + 4 * (chance.uniform() ** (-1 / 1.1) - 1)
      : -Math.abs(chance.normal(0, 4)),
};

export const allOnTime: Kind = {
  invoices: 300,
  customers: 20,
  daysFromDue: ({ chance }) => -Math.abs(chance.normal(3, 3)),
};

export const allLate: Kind = { ...allOnTime, daysFromDue: ({ chance }) => 1 + Math.abs(chance.normal(3, 3)) };

export const onTheDueDate: Kind = { ...allOnTime, daysFromDue: () => 0 };

export const withDisputes: Kind = {
  invoices: 800,
  customers: 40,
  disputedShare: 0.2,
  daysFromDue: ({ chance, usualDays, disputed }) => chance.normal(usualDays + (disputed ? 12 : 0), 7),
};
