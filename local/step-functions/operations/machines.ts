import * as z from 'zod';
import type { StateMachine } from '../state-machine.ts';
import { operation, seconds } from './operation.ts';

const describe = ({ arn, name, roleArn, text }: StateMachine) => ({
  stateMachineArn: arn,
  name,
  status: 'ACTIVE',
  definition: text,
  roleArn,
  type: 'STANDARD',
  // The laptop does not remember when it first saw a state machine.
  creationDate: seconds(0),
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
});

export const machineOperations = {
  DescribeStateMachine: operation(z.object({ stateMachineArn: z.string() }), ({ machines }, { stateMachineArn }) =>
    describe(machines.get(stateMachineArn)),
  ),
  DescribeStateMachineForExecution: operation(
    z.object({ executionArn: z.string() }),
    ({ machines, executions }, { executionArn }) => {
      const { creationDate: updateDate, ...machine } = describe(machines.get(executions.get(executionArn).machineArn));
      return { ...machine, updateDate };
    },
  ),
  ListStateMachines: operation(z.object({}), ({ machines }) => ({
    stateMachines: machines.list().map((machine) => {
      const { stateMachineArn, name, type, creationDate } = describe(machine);
      return { stateMachineArn, name, type, creationDate };
    }),
  })),
};
