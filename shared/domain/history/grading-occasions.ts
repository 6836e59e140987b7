/** Events that a grade does not wait for the next daily run with: what they tell of may cost it at once. */
export const gradingOccasions = [
  'PaymentReversed',
  'PromiseBroken',
  'ReceivableWrittenOff',
  'InsolvencyReported',
  'InsolvencyEnded',
] as const;
export type GradingOccasion = (typeof gradingOccasions)[number];
