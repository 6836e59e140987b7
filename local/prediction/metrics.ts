/** Area under the ROC curve; ties count half (midranks). `null` where all are late or none is. */
export const auc = (scores: readonly number[], isPositive: readonly boolean[]): number | null => {
  const order = scores.map((_, index) => index).toSorted((a, b) => (scores[a] as number) - (scores[b] as number));
  const positives = isPositive.filter(Boolean).length;
  const negatives = isPositive.length - positives;
  if (positives === 0 || negatives === 0) return null;
  let rankSum = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && scores[order[to + 1] as number] === scores[order[from] as number]) to += 1;
    const midrank = (from + to) / 2 + 1;
    for (let place = from; place <= to; place += 1) if (isPositive[order[place] as number]) rankSum += midrank;
    from = to + 1;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
};

export const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of right answers, where late is said from one half on. */
export const accuracy = (probabilities: readonly number[], isLate: readonly boolean[]): number =>
  meanOf(probabilities.map((probability, index) => (probability >= 0.5 === isLate[index] ? 1 : 0)));

/** A tenth of the invoices, by the probability that was foretold. */
export interface Decile {
  readonly invoices: number;
  readonly foretold: number;
  readonly came: number;
}

export const deciles = (probabilities: readonly number[], isLate: readonly boolean[]): readonly Decile[] => {
  const sorted = probabilities
    .map((probability, index) => ({ probability, late: isLate[index] ? 1 : 0 }))
    .toSorted((a, b) => a.probability - b.probability);
  return Array.from({ length: 10 }, (_, tenth) => {
    const own = sorted.slice(Math.floor((tenth * sorted.length) / 10), Math.floor(((tenth + 1) * sorted.length) / 10));
    return {
      invoices: own.length,
      foretold: meanOf(own.map(({ probability }) => probability)),
      came: meanOf(own.map(({ late }) => late)),
    };
  }).filter(({ invoices }) => invoices > 0);
};
