import { asBoolean, asObject, asString, strings } from '../json.ts';
import type { Resource } from './model.ts';

/** What the stacks tell SES: who may be mailed for, and which news of a mail goes to the default bus. */
export interface MailService {
  /** Domains and addresses. */
  readonly identities: readonly string[];
  readonly configurationSets: readonly ConfigurationSet[];
}

export interface ConfigurationSet {
  readonly name: string;
  /** Kinds of events, in small letters: `send`, `bounce`. */
  readonly published: readonly string[];
}

export const readMailService = (resources: readonly Resource[]): MailService => {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::SES::${type}`);
  const destinations = ofType('ConfigurationSetEventDestination').map(({ properties }) => ({
    configurationSet: asString(properties['ConfigurationSetName']),
    destination: asObject(properties['EventDestination']),
  }));
  return {
    identities: ofType('EmailIdentity').map(({ ref }) => ref.toLowerCase()),
    configurationSets: ofType('ConfigurationSet').map(({ ref }) => ({
      name: ref,
      published: destinations
        .filter(({ configurationSet, destination }) => configurationSet === ref && goesToBus(destination))
        .flatMap(({ destination }) => strings(destination['MatchingEventTypes']))
        .map((type) => type.toLowerCase()),
    })),
  };
};

const goesToBus = (destination: Record<string, unknown>): boolean =>
  asBoolean(destination['Enabled'] ?? true) && destination['EventBridgeDestination'] !== undefined;
