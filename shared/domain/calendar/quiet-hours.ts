/** Times of the day between which messages may go out: `from` included, `to` not, both `HH:MM`, `to` up to `24:00`. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Minutes since midnight of `HH:MM`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
