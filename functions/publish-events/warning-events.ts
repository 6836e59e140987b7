import type { EventType } from '../../shared/contracts/events.ts';
import type { HistoryEntry, Json, JsonObject } from '../../shared/domain/history/entry.ts';
import { limitUseText } from '../../shared/domain/warning/limit-crossing.ts';

/** A warning that an entry carries beside what it tells of itself. */
export interface Warning {
  readonly type: EventType;
  readonly data: JsonObject;
  /** Sets it apart from others of its type. */
  readonly name?: string;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];

/** What a decision was about; of another entry only its kind says where the warning comes from. */
const occasionOf = ({ data, kind }: HistoryEntry): JsonObject => {
  const { decisionId, orderId } = data;
  const isDecision = kind === 'CreditDecisionMade';
  return { occasion: kind, ...(isDecision ? { decisionId: decisionId ?? null, orderId: orderId ?? null } : {}) };
};

const types = { NEARLY: 'LimitNearlyUsed', FULLY: 'LimitFullyUsed' } as const;

/** One for each share of the limit that was crossed; both when the movement went all the way. */
const crossings = (entry: HistoryEntry, told: Json | undefined, suffix: string): Warning[] => {
  if (!isObject(told) || !Array.isArray(told['crossed'])) return [];
  const { crossed: _crossed, effectiveLimit, exposure, usedPercent, ...rest } = told;
  const crossed = (['NEARLY', 'FULLY'] as const).filter((use) => (told['crossed'] as readonly Json[]).includes(use));
  const limit = isObject(effectiveLimit) ? effectiveLimit : {};
  return crossed.map((use) => {
    const text = limitUseText(use, String(usedPercent), {
      amount: String(limit['amount']),
      currency: String(limit['currency']),
    });
    const figures = { usedPercent: usedPercent ?? null, exposure: exposure ?? null, effectiveLimit: limit };
    const data = { ...occasionOf(entry), message: text, ...figures, exposureAfter: exposure ?? null, ...rest };
    return { type: types[use], data: { ...data, isFullyUsed: crossed.includes('FULLY') }, name: types[use] + suffix };
  });
};

/** Told by the one decision of the order that says so: each that is asked for later finds it unusual as well. */
const unusualOrder = (entry: HistoryEntry): Warning[] => {
  const { amount, customerId, decision, decisionId, orderId, reasons, tellsUnusual } = entry.data;
  if (entry.kind !== 'CreditDecisionMade' || tellsUnusual !== true) return [];
  const reason = objects(reasons).find(({ code }) => code === 'UNUSUAL_ORDER');
  if (!reason) return [];
  const about = { decisionId, decision, orderId, amount, customerId: customerId ?? entry.customerId };
  const { facts = null, message = null } = reason;
  return [{ type: 'UnusualOrder', data: { ...about, message, facts } as JsonObject }];
};

const grades = ['A', 'B', 'C', 'D', 'E'];

/** From a grade to a worse one; a first grade that costs the customer its limit, or a part of it, is a drop as well. */
const gradeDropped = ({ data, kind }: HistoryEntry): Warning[] => {
  const [before, after] = [grades.indexOf(String(data['from'])), grades.indexOf(String(data['grade']))];
  const isWorse = before >= 0 ? after > before : isObject(data['limit']) || data['prepayment'] === true;
  return kind === 'GradeChanged' && after >= 0 && isWorse ? [{ type: 'GradeDropped', data }] : [];
};

/** The warnings of an entry, for those who care about nothing else of it. */
export const warningsOf = (entry: HistoryEntry): readonly Warning[] => [
  ...crossings(entry, entry.data['limitUsed'], ''),
  ...crossings(entry, entry.data['groupLimitUsed'], '-group'),
  ...unusualOrder(entry),
  ...gradeDropped(entry),
];
