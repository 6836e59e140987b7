import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { actionsOf, functionsOf, mappingTo, resourcesOf, statementsOf, synthesize, theOnly } from './support.ts';

const { all, data, messages } = synthesize('prod');

describe('the sending of mail', () => {
  const mapping = mappingTo(messages, 'send-mail');

  it('should follow new mails only, in a mapping of its own that gives up in bounded time', () => {
    const patterns = mapping['FilterCriteria'].Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern));
    expect(patterns).toEqual([{ eventName: ['INSERT'], dynamodb: { NewImage: { entityType: { S: ['MAIL'] } } } }]);
    expect(mapping).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
      ParallelizationFactor: 1,
    });
    expect(mapping['MaximumRetryAttempts']).toBeGreaterThan(0);
    expect(mapping['MaximumRecordAgeInSeconds']).toBeLessThan(24 * 3600);
    expect(mapping['DestinationConfig'].OnFailure.Destination).toBeDefined();
  });

  it('should be allowed to one function, as the configured sender, with our identity and configuration set', () => {
    const senders = [...functionsOf(all).keys()].filter((name) =>
      actionsOf(statementsOf(messages, name)).some((action) => action.startsWith('ses:')),
    );
    expect(senders).toEqual(['send-mail']);
    const [statement, ...others] = statementsOf(messages, 'send-mail').filter(({ Action }) =>
      String(Action).startsWith('ses:'),
    );
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      Action: 'ses:SendEmail',
      Condition: { StringEquals: { 'ses:FromAddress': 'credit@example.com' } },
    });
    const resources = JSON.stringify(statement?.Resource);
    expect(resources).toContain(':configuration-set/');
    expect(resources).toContain(':identity/');
    expect(resources).not.toContain('*');
  });

  it('should know where its links lead, alone, whether the API has a name of its own or not', () => {
    const addressIn = (stacks: { all: Template }) => {
      const told = [...functionsOf(stacks.all)].flatMap(([name, { resource }]) => {
        const address = resource.Properties['Environment'].Variables.PUBLIC_URL;
        return address === undefined ? [] : [[name, address]];
      });
      expect(told.map(([name]) => name)).toEqual(['send-mail']);
      return told[0]?.[1];
    };
    expect(addressIn({ all })).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/Api/), 'ApiEndpoint'] });
    const domain = {
      name: 'credit.example.com',
      certificateArn: 'arn:aws:acm:eu-central-1:333333333333:certificate/1',
    };
    expect(addressIn(synthesize('prod', { domain }))).toBe('https://credit.example.com');
  });

  it('should have an identity for the domain of the sender, which outlives its stack in production', () => {
    const identity = theOnly(data, 'AWS::SES::EmailIdentity');
    expect(identity.Properties['EmailIdentity']).toBe('example.com');
    expect(identity.DeletionPolicy).toBe('Retain');
    expect(Object.keys(data.findOutputs('*')).filter((name) => name.startsWith('DkimRecord'))).toHaveLength(3);
  });

  it('should never travel in the clear', () => {
    expect(theOnly(messages, 'AWS::SES::ConfigurationSet').Properties).toMatchObject({
      Name: 'credence-prod',
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
    });
  });
});

describe('the news of mails', () => {
  const rules = [...resourcesOf(messages, 'AWS::Events::Rule').values()].map(({ Properties }) => Properties);
  const ruleTo = (target: string) => rules.find(({ Targets }) => JSON.stringify(Targets[0].Arn).includes(target));

  it('should be published to the default bus, the only one that SES knows', () => {
    const { EventDestination } = theOnly(messages, 'AWS::SES::ConfigurationSetEventDestination').Properties;
    expect(EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject'],
    });
    expect(EventDestination.EventBridgeDestination.EventBusArn).toMatch(/:event-bus\/default$/);
  });

  it('should go from there to the recorder, those of our own mails only, and never be lost in silence', () => {
    const { logicalId = '', resource } = functionsOf(messages).get('record-mail-event') ?? {};
    const rule = ruleTo(logicalId);
    expect(rule).toMatchObject({ EventBusName: 'default', State: 'ENABLED' });
    expect(rule?.['EventPattern']).toMatchObject({ source: ['aws.ses'] });
    expect(rule?.['EventPattern']['detail-type']).toHaveLength(5);
    const configurationSet = [...resourcesOf(messages, 'AWS::SES::ConfigurationSet').keys()][0];
    expect(rule?.['EventPattern'].detail.mail.tags['ses:configuration-set']).toEqual([{ Ref: configurationSet }]);
    expect(rule?.['Targets'][0].DeadLetterConfig.Arn).toEqual(resource?.Properties['DeadLetterConfig'].TargetArn);
  });

  it('should reach those who follow our bus when a mail did not arrive', () => {
    const rule = ruleTo('ExportsOutputFnGetAttEvents');
    expect(rule?.['EventPattern']['detail-type']).toEqual([
      'Email Bounced',
      'Email Complaint Received',
      'Email Rejected',
    ]);
  });
});

describe('mails that need a person', () => {
  it('should be counted from the log of the sender, by the state that it came to', () => {
    const filters = [...resourcesOf(messages, 'AWS::Logs::MetricFilter').values()].map(({ Properties }) => Properties);
    const patterns = filters.map(({ FilterPattern }) => FilterPattern).join();
    expect(patterns).toContain('$.state = "UNKNOWN"');
    expect(patterns).toContain('$.state = "FAILED"');
    const alarmed = [...resourcesOf(messages, 'AWS::CloudWatch::Alarm').values()].map(
      ({ Properties }) => Properties['MetricName'],
    );
    expect(alarmed).toEqual(expect.arrayContaining(['MailsUnclear-prod', 'MailsFailed-prod']));
  });

  it('should be counted in the same metrics when the daily run gives up on them', () => {
    const counted = [...resourcesOf(all, 'AWS::Logs::MetricFilter').values()].flatMap(({ Properties }) =>
      Properties['MetricTransformations'].map(({ MetricName }: { readonly MetricName: string }) => MetricName),
    );
    for (const name of ['MailsUnclear-prod', 'MailsFailed-prod']) {
      expect(counted.filter((other) => other === name)).toHaveLength(2);
    }
  });
});
