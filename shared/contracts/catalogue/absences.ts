import { AbsenceParams, AbsenceView, PutAbsenceBody } from '../absences.ts';
import { type Contract, removed, replaced, shown } from './contract.ts';

/** Who is away, and who decides instead. */
export const absenceContracts = {
  putAbsence: {
    summary: 'Say that somebody is away, and who decides on limit requests instead',
    topic: 'Absences',
    params: AbsenceParams,
    body: PutAbsenceBody,
    answers: replaced(AbsenceView),
  },
  getAbsence: {
    summary: 'Show the absence that was set last for somebody',
    topic: 'Absences',
    params: AbsenceParams,
    answers: [shown(AbsenceView)],
  },
  deleteAbsence: {
    summary: 'Say that somebody is back, or will not be away',
    topic: 'Absences',
    params: AbsenceParams,
    answers: [removed],
  },
} as const satisfies Record<string, Contract>;
