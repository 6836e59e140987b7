/** Where sample data goes: through the API of a running platform, as any other client's. */
export interface SampleTarget {
  readonly api: string;
  readonly control: string;
  readonly token: (scopes?: readonly string[]) => Promise<string>;
}

const customers = {
  'ACME-1': { legalName: 'Acme Bearings GmbH', currency: 'EUR', segment: 'INDUSTRY', region: 'DE', country: 'DE' },
  'NORDIC-7': { legalName: 'Nordic Pumps AB', currency: 'EUR', segment: 'INDUSTRY', region: 'SE', country: 'SE' },
};

/** Creates the sample customers with a first credit limit; doing it again changes nothing. */
export const seedSampleData = async ({ api, token }: SampleTarget): Promise<void> => {
  const authorization = `Bearer ${await token()}`;
  const put = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${api}${path}`, {
      method: 'PUT',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`PUT ${path} was answered with ${response.status}: ${await response.text()}`);
  };
  for (const [customerId, profile] of Object.entries(customers)) {
    const email = `billing@${customerId.toLowerCase()}.example`;
    const contacts = [{ name: 'Accounts payable', email, role: 'BILLING' }];
    await put(`/v1/customers/${customerId}`, { ...profile, contacts });
    const creditLimit = { amount: '50000.00', currency: 'EUR' };
    await put(`/v1/customers/${customerId}/limit`, { creditLimit, reason: 'Sample customer' });
  }
};
