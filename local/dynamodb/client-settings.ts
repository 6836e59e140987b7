/** Any key pair does: no engine on a laptop checks it. */
export const LOCAL_ACCESS_KEY = 'local';

/** Settings of the runtime's own DynamoDB and stream clients. */
export const clientSettings = (endpoint: string, region: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: LOCAL_ACCESS_KEY, secretAccessKey: LOCAL_ACCESS_KEY },
  maxAttempts: 3,
});
