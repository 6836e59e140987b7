import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { EnvironmentConfig } from '../config/schema.ts';

/**
 * The domain of the sender, as an identity that SES may mail for. It is verified, and its mails are signed, once the
 * three DKIM records that the stack prints are in the domain's DNS.
 */
export const createMailIdentity = (scope: Construct, config: EnvironmentConfig): EmailIdentity => {
  const domain = config.sender.slice(config.sender.indexOf('@') + 1);
  const identity = new EmailIdentity(scope, 'MailIdentity', { identity: Identity.domain(domain) });
  identity.applyRemovalPolicy(config.protectData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
  for (const [index, { name, value }] of identity.dkimRecords.entries()) {
    new CfnOutput(Stack.of(scope), `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` });
  }
  return identity;
};
