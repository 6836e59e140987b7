import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';

/** The topic to which every alarm of a stage goes, whichever stack raises it, and from there to the configured address. */
export const createAlarmTopic = (scope: Construct, config: EnvironmentConfig): Topic => {
  const topic = new Topic(scope, 'AlarmTopic', {
    topicName: `credence-${config.stage}-alarms`,
    displayName: `Credence ${config.stage}`,
    enforceSSL: true,
  });
  // A policy of one's own takes the place of the one by which the alarms of an account may publish to its topics.
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  topic.addSubscription(new EmailSubscription(config.alarmMail));
  Validations.of(topic).acknowledge({
    id: 'Serverless-SNSRedrivePolicy',
    reason: 'A mail that cannot be delivered loses nothing: the state of the alarm stays in CloudWatch.',
  });
  return topic;
};
