import { flipView } from '../../shared/contracts/flip-view.ts';
import type { SimulationView } from '../../shared/contracts/simulation.ts';
import type { Regraded } from '../../shared/domain/simulation/regrade.ts';
import type { ExposureFigures, Tally } from '../../shared/domain/simulation/tally.ts';
import { toMoneyJson } from '../../shared/money.ts';
import type { Simulation } from '../../shared/store/simulation/simulate.ts';

const EXAMPLES = 20;
const RATIO_DECIMALS = 4;

type ExposureView = SimulationView['exposure']['added'][number];

const exposureView = ({
  amount,
  currency,
  invoiced,
  late,
  legal,
  notInvoiced,
  notLookedAt,
  orders,
  writtenOff,
}: ExposureFigures): ExposureView => {
  const money = (minorUnits: bigint) => toMoneyJson({ minorUnits, currency });
  return {
    currency,
    orders,
    amount: money(amount),
    notInvoiced: money(notInvoiced),
    notLookedAt: money(notLookedAt),
    invoiced: money(invoiced),
    late: money(late),
    legal: money(legal),
    writtenOff: money(writtenOff),
    lateShare: invoiced === 0n ? null : Number((Number(late) / Number(invoiced)).toFixed(RATIO_DECIMALS)),
  };
};

const tallyView = ({ added, decisions, flipped, refused }: Tally) => ({
  decisions,
  flipped,
  added: added.map(exposureView),
  refused: refused.map(exposureView),
});

const movesOf = (changed: readonly Regraded[]): SimulationView['grades']['moves'] => {
  const moves = new Map<string, SimulationView['grades']['moves'][number]>();
  for (const { before, after } of changed) {
    const name = `${before.grade} ${after.grade}`;
    const counted = moves.get(name)?.customers ?? 0;
    moves.set(name, { from: before.grade, to: after.grade, customers: counted + 1 });
  }
  return [...moves.values()].sort((a, b) => b.customers - a.customers);
};

/** A simulation as the API shows it. */
export const simulationView = (simulation: Simulation): SimulationView => {
  const { byGrade, bySegment, decisions, flipped, flips, ...whole } = simulation.decisions;
  const { changed, customers } = simulation.grades;
  const { added, refused } = tallyView({ decisions, flipped, ...whole });
  return {
    period: simulation.period,
    draftHash: simulation.draftHash,
    basedOnVersion: simulation.basedOnVersion,
    truncatedBefore: simulation.truncatedBefore,
    decisions: {
      simulated: decisions,
      same: decisions - flipped,
      flipped,
    },
    flips: [...flips],
    exposure: { added, refused },
    byGrade: byGrade.map(({ grade, ...tally }) => ({ grade, ...tallyView(tally) })),
    bySegment: bySegment.map(({ segment, ...tally }) => ({ segment, ...tallyView(tally) })),
    examples: simulation.flipped.slice(0, EXAMPLES).map(flipView),
    grades: {
      customers,
      changed: changed.length,
      moves: movesOf(changed),
      examples: changed.slice(0, EXAMPLES).map(({ after, before, customerId }) => ({
        customerId,
        from: before.grade,
        to: after.grade,
        scoreBefore: before.score,
        scoreAfter: after.score,
      })),
    },
    customers: { ...simulation.customers },
    collections: {
      stepsBefore: { ...simulation.collections.before },
      stepsAfter: { ...simulation.collections.after },
    },
  };
};
