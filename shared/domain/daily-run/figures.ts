/** What a daily run counts. */
export interface Figures {
  /** Looked at, successfully. */
  readonly customersAttended: number;
  readonly customersFailed: number;
  /** Told of as overdue for the first time. */
  readonly invoicesOverdue: number;
  /** Of whom reservations were freed that had expired. */
  readonly customersFreed: number;
  readonly temporaryLimitsEnded: number;
  readonly coversLapsed: number;
  /** Of whom the grade is another one now. */
  readonly gradesChanged: number;
  /** Limits that the policy gave without a request of anybody. */
  readonly limitsSet: number;
  readonly casesOpened: number;
}

export const noFigures: Figures = {
  customersAttended: 0,
  customersFailed: 0,
  invoicesOverdue: 0,
  customersFreed: 0,
  temporaryLimitsEnded: 0,
  coversLapsed: 0,
  gradesChanged: 0,
  limitsSet: 0,
  casesOpened: 0,
};

export const figureNames = Object.keys(noFigures) as readonly (keyof Figures)[];

export const sumOf = (figures: readonly Partial<Figures>[]): Figures =>
  figures.reduce<Figures>(
    (sum, one) =>
      Object.fromEntries(figureNames.map((name) => [name, sum[name] + (one[name] ?? 0)])) as unknown as Figures,
    noFigures,
  );
