const ORDER_DIGITS = 6;

/** Names of this run begin with it, so that runs on a table that is kept do not meet. */
export const runName = (): string => `B${Date.now().toString(36).slice(-6)}`;

export const orderIdOf = (prefix: string, number: number): string =>
  `${prefix}-order-${String(number).padStart(ORDER_DIGITS, '0')}`;
