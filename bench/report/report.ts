/** What one part of the bench found, as it is printed and written to JSON. */
export interface SectionReport {
  readonly tables: readonly TableView[];
  readonly aims: readonly Aim[];
  /** Everything measured, for JSON. */
  readonly figures: unknown;
}

export interface TableView {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something that must hold, and whether it does. */
export interface Aim {
  readonly what: string;
  readonly wanted: string;
  readonly found: string;
  readonly met: boolean;
  /** A bound counts what is the same on every machine, and fails the run; a timing does not. */
  readonly kind: 'bound' | 'timing';
}
