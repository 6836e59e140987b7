import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands in for the SDK's search for credentials when functions are bundled. Lambda always hands them over in the
 * environment; looking for profiles, single sign-on, web identities and instance metadata would be a third of a
 * function's bundle, loaded at every cold start to find nothing.
 */
export const defaultProvider = () => fromEnv();
