import { readPeopleConfig, readTableConfig } from '../../shared/config.ts';
import { SealHandoffInput, SealHandoffOutput } from '../../shared/contracts/workflows/legal-handoff.ts';
import { bundleFiles } from '../../shared/documents/legal/files.ts';
import { openPeople } from '../../shared/people/directory.ts';
import { gatherBundle } from '../../shared/store/legal-handoffs/gather.ts';
import { handoffToSeal, sealHandoff } from '../../shared/store/legal-handoffs/seal.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { taskHandler } from '../../shared/workflow/task-handler.ts';

const config = readTableConfig();
const table = openTable(config.tableName);
const people = openPeople(readPeopleConfig());

/** Seals what a case hands over to legal, and mails it to them. Done again, it changes nothing. */
export const handler = taskHandler({ input: SealHandoffInput, output: SealHandoffOutput, config }, async (task) => {
  const handoff = await handoffToSeal(table, task.input.caseId);
  if (!handoff) return { handoffId: null };
  const context = await taskContext(task, table, config);
  const content = await gatherBundle(context, handoff, config.companyName);
  const isSealed = await sealHandoff(context, people, content, await bundleFiles(content));
  return { handoffId: isSealed ? handoff.handoffId : null };
});
