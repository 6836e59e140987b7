import { describe, expect, it } from 'vitest';
import { upstreamEvents } from '../../shared/contracts/upstream-events.ts';
import { actionsOf, functionsOf, resourcesOf, statementsOf, synthesize } from './support.ts';

const { messages } = synthesize('prod');
const { logicalId = '', resource } = functionsOf(messages).get('take-upstream-event') ?? {};
const rules = [...resourcesOf(messages, 'AWS::Events::Rule').values()].map(({ Properties }) => Properties);
const rule = rules.find(({ Targets }) => JSON.stringify(Targets[0].Arn).includes(logicalId));

describe('events of other systems', () => {
  it('should be taken from our bus when they are of the kinds of the contract and not our own', () => {
    expect(rule).toMatchObject({ State: 'ENABLED', EventPattern: { source: [{ 'anything-but': ['credence'] }] } });
    expect(rule?.['EventPattern']['detail-type'].toSorted()).toEqual(Object.keys(upstreamEvents).toSorted());
    expect(JSON.stringify(rule?.['EventBusName'])).toContain('Events');
  });

  it('should end in one queue when they cannot be delivered, are given up or refused', () => {
    const queue = resource?.Properties['DeadLetterConfig'].TargetArn;
    expect(rule?.['Targets'][0].DeadLetterConfig.Arn).toEqual(queue);
    const [queueId] = queue['Fn::GetAtt'];
    expect(resource?.Properties['Environment'].Variables.REFUSED_EVENTS_URL).toEqual({ Ref: queueId });
    expect(actionsOf(statementsOf(messages, 'take-upstream-event'))).toContain('sqs:SendMessage');
  });
});
