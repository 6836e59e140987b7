import type { ReactElement } from 'react';

/** A figure that is told large. */
export interface Tile {
  readonly label: string;
  readonly value: string;
  /** Worth a second look. */
  readonly isBad?: boolean;
}

export interface Column {
  readonly title: string;
  /** Figures stand below each other at their right end. */
  readonly isFigure?: true;
  /** On paper; what is left out takes what it needs. */
  readonly width?: '*';
}

export interface Rows {
  /** What the table is of. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** What is said where there are no rows. */
  readonly empty: string;
}

export interface Chart {
  readonly title: string;
  readonly picture: ReactElement;
  /** What its shapes stand for. */
  readonly legend: string;
}

/** Parts of a section, whether it stands on a page or on paper. Texts are as they came: whoever shows them cleans them. */
export type Block =
  | { readonly kind: 'tiles'; readonly tiles: readonly Tile[] }
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [label: string, value: string | null])[] }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly empty: string }
  | ({ readonly kind: 'table' } & Rows)
  /** Beside each other where there is room; the figures are what the pictures show. */
  | {
      readonly kind: 'charts';
      readonly charts: readonly Chart[];
      readonly figures: Rows;
    };

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** It takes the whole width where others stand side by side. */
  readonly isWide?: true;
}
