/** When an order is unusual for a customer, by what the customer has ordered so far. */
export interface UnusualOrder {
  /** An order of more than so many times the average invoice, an exact decimal. */
  readonly timesAverage: string;
  /** More is ordered in a day than so many times what an average day brings, an exact decimal. */
  readonly timesDailyPace: string;
  /** Invoices from which a customer has a habit. */
  readonly minimumInvoices: number;
  /** `WARN` lets it through and says so; `REFER` puts it to a person. */
  readonly action: 'WARN' | 'REFER';
}

/** A day on which the house works nowhere, or not in a country: beside the holidays that the library knows. */
export interface ClosedDay {
  readonly date: string;
  readonly name: string;
  /** ISO 3166; everywhere where it is left out. */
  readonly country?: string;
}

/** Who may publish what somebody has drafted. */
export interface Publishing {
  /**
   * `PEOPLE`: no person publishes a draft of their own; what a system drafted it may publish. `EVERYBODY`: systems
   * neither. `NOBODY`: whoever drafted may publish.
   */
  readonly fourEyes: 'PEOPLE' | 'EVERYBODY' | 'NOBODY';
}

export const builtInUnusualOrder: UnusualOrder = {
  timesAverage: '5',
  timesDailyPace: '10',
  minimumInvoices: 10,
  action: 'WARN',
};

export const builtInPublishing: Publishing = { fourEyes: 'PEOPLE' };
