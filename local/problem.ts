/** Something the person who starts the runtime has to know; printed as it is, without a stack trace. */
export class StartProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartProblem';
  }
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
