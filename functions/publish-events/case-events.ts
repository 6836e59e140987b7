import type { EventType } from '../../shared/contracts/events.ts';
import type { HistoryEntry, Json, JsonObject } from '../../shared/domain/history/entry.ts';

/** News of a case that stands for itself, for those who care about nothing else of it. */
export interface CaseNews {
  readonly type: EventType;
  readonly data: JsonObject;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const endedPromise: Readonly<Record<string, EventType>> = {
  KEPT: 'PromiseKept',
  PARTLY_KEPT: 'PromiseBroken',
  BROKEN: 'PromiseBroken',
};

/** The event that something in a case is announced by; `null` for what is of interest within the case only. */
const typeOf = (event: JsonObject): EventType | null => {
  switch (event['type']) {
    case 'PromiseMade':
      return 'PromiseMade';
    case 'PromiseEnded':
      return endedPromise[String(event['outcome'])] ?? null;
    case 'CaseEscalated':
      return 'CollectionEscalated';
    case 'StepTaken':
      if (event['kind'] === 'ESCALATION') return 'CollectionEscalated';
      return event['kind'] === 'LEGAL_HANDOFF' ? 'LegalHandoffRequested' : null;
    case 'CaseClosed':
      return 'CollectionCaseClosed';
    case 'HoldPlaced':
      return 'CustomerHeld';
    case 'HoldLifted':
      return 'CustomerReleased';
    default:
      return null;
  }
};

/** What an entry of a case tells beyond the case, in the order in which it happened. */
export const newsOfCase = ({ data, kind }: HistoryEntry): readonly CaseNews[] => {
  const { caseId, customerStatus, events, run, status } = data;
  if (kind !== 'CollectionCaseChanged' && kind !== 'CollectionCaseOpened') return [];
  if (!Array.isArray(events)) return [];
  return (events as readonly Json[]).filter(isObject).flatMap((event): CaseNews[] => {
    const type = typeOf(event);
    if (type === null) return [];
    const { text = '', type: _type, ...facts } = event;
    const about = { caseId: caseId ?? null, run: run ?? null };
    const isHold = type === 'CustomerHeld' || type === 'CustomerReleased';
    return isHold
      ? [{ type, data: { ...about, reason: text, status: customerStatus ?? null } }]
      : [{ type, data: { ...about, status: status ?? null, ...facts, text, events: [event] } }];
  });
};
