import type { Bench } from '../bench.ts';
import type { SectionReport } from '../report/report.ts';
export const runGrowth = async (_bench: Bench): Promise<SectionReport> => ({ tables: [], aims: [], figures: {} });
