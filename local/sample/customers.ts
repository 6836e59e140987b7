/** A credit limit as the API takes it; a customer without one is referred. */
type SampleLimit = { readonly amount: string } | 'unlimited' | 'none';

/** An invoice; days count from today, negative ones lie in the past. */
export interface SampleInvoice {
  readonly amount: string;
  readonly issued: number;
  readonly due: number;
  /** When it was paid in full. */
  readonly paid?: number;
  /** When a part of it was paid. */
  readonly part?: { readonly amount: string; readonly paid: number };
  readonly disputed?: string;
}

export interface SampleCustomer {
  readonly customerId: string;
  readonly legalName: string;
  readonly currency: string;
  readonly country: string;
  readonly region: string;
  readonly segment: string;
  readonly industry: string;
  readonly language?: string;
  readonly paymentTermsDays: number;
  readonly parentCustomerId?: string;
  readonly limit: SampleLimit;
  readonly cover?: { readonly provider: string; readonly amount: string; readonly coveredPercent: string };
  readonly invoices: readonly SampleInvoice[];
  /** What an order holds that has not been invoiced yet. */
  readonly order?: string;
  readonly hold?: string;
  readonly blacklist?: string;
}

/** The sample: each customer is in a situation of its own. The first one has room for the start-up's example order. */
export const sampleCustomers: readonly SampleCustomer[] = [
  {
    // Pays on time, always.
    customerId: 'ACME-1',
    legalName: 'Acme Bearings GmbH',
    ...{ currency: 'EUR', country: 'DE', region: 'DACH', language: 'de' },
    ...{ segment: 'INDUSTRY', industry: 'Mechanical engineering', paymentTermsDays: 30 },
    limit: { amount: '50000.00' },
    invoices: [
      { amount: '8900.00', issued: -96, due: -66, paid: -68 },
      { amount: '12350.00', issued: -61, due: -31, paid: -33 },
      { amount: '8400.00', issued: -18, due: 12 },
      { amount: '5150.00', issued: -6, due: 24 },
    ],
    order: '3200.00',
  },
  {
    // The parent of a group whose limit bounds its members together.
    customerId: 'TESSALY',
    legalName: 'Tessaly Groupe SA',
    ...{ currency: 'EUR', country: 'FR', region: 'WEST', language: 'fr' },
    ...{ segment: 'BUILDING', industry: 'Timber trade', paymentTermsDays: 45 },
    limit: { amount: '60000.00' },
    invoices: [],
  },
  {
    // Pays late, and has something overdue.
    customerId: 'TESSALY-BOIS',
    legalName: 'Tessaly Bois SARL',
    ...{ currency: 'EUR', country: 'FR', region: 'WEST', language: 'fr', parentCustomerId: 'TESSALY' },
    ...{ segment: 'BUILDING', industry: 'Timber trade', paymentTermsDays: 45 },
    limit: { amount: '40000.00' },
    invoices: [
      { amount: '9800.00', issued: -140, due: -95, paid: -77 },
      { amount: '11200.00', issued: -110, due: -65, paid: -44 },
      { amount: '14600.00', issued: -63, due: -18, part: { amount: '5000.00', paid: -4 } },
      { amount: '9900.00', issued: -20, due: 25 },
    ],
  },
  {
    customerId: 'TESSALY-NORD',
    legalName: 'Tessaly Noord BV',
    ...{ currency: 'EUR', country: 'NL', region: 'WEST', language: 'nl', parentCustomerId: 'TESSALY' },
    ...{ segment: 'BUILDING', industry: 'Timber trade', paymentTermsDays: 30 },
    limit: { amount: '35000.00' },
    invoices: [
      { amount: '18750.00', issued: -26, due: 4 },
      { amount: '6300.00', issued: -9, due: 21 },
    ],
    order: '7500.00',
  },
  {
    // On credit hold: far overdue, and part of it is disputed.
    customerId: 'BRISA',
    legalName: 'Brisa Azulejos Lda',
    ...{ currency: 'EUR', country: 'PT', region: 'SOUTH', language: 'pt' },
    ...{ segment: 'BUILDING', industry: 'Tiles', paymentTermsDays: 30 },
    limit: { amount: '20000.00' },
    invoices: [
      { amount: '6120.00', issued: -71, due: -41 },
      { amount: '4480.00', issued: -52, due: -22, disputed: 'Two pallets arrived broken' },
    ],
    hold: 'More than 30 days past due',
  },
  {
    // Blacklisted.
    customerId: 'GREY-HERON',
    legalName: 'Grey Heron Trading Ltd',
    ...{ currency: 'GBP', country: 'GB', region: 'UK', language: 'en' },
    ...{ segment: 'WHOLESALE', industry: 'Household goods', paymentTermsDays: 14 },
    limit: { amount: '5000.00' },
    invoices: [{ amount: '2870.00', issued: -160, due: -146 }],
    blacklist: 'Insolvency proceedings opened',
  },
  {
    // A small limit of its own, raised by an insurer's cover; yen have no decimals.
    customerId: 'KIRAMEKI',
    legalName: 'Kirameki Keiki KK',
    ...{ currency: 'JPY', country: 'JP', region: 'APAC', language: 'ja' },
    ...{ segment: 'INDUSTRY', industry: 'Instruments', paymentTermsDays: 60 },
    limit: { amount: '2000000' },
    cover: { provider: 'Polestar Credit Insurance', amount: '3000000', coveredPercent: '90' },
    invoices: [
      { amount: '1850000', issued: -40, due: 20 },
      { amount: '1240000', issued: -12, due: 48 },
    ],
  },
  {
    // A limit of zero: pays in advance.
    customerId: 'POPUP',
    legalName: 'Wanderzelt Events GmbH',
    ...{ currency: 'EUR', country: 'AT', region: 'DACH', language: 'de' },
    ...{ segment: 'RETAIL', industry: 'Events', paymentTermsDays: 0 },
    limit: { amount: '0.00' },
    invoices: [],
  },
  {
    // New: no limit has been set.
    customerId: 'LARKSPUR',
    legalName: 'Larkspur Ridge Robotics Inc',
    ...{ currency: 'USD', country: 'US', region: 'NORTH-AMERICA', language: 'en' },
    ...{ segment: 'INDUSTRY', industry: 'Robotics', paymentTermsDays: 30 },
    limit: 'none',
    invoices: [],
  },
  {
    // Public body: unlimited.
    customerId: 'EASTVALE',
    legalName: 'Eastvale Municipal Waterworks',
    ...{ currency: 'CAD', country: 'CA', region: 'NORTH-AMERICA', language: 'en' },
    ...{ segment: 'PUBLIC', industry: 'Water supply', paymentTermsDays: 60 },
    limit: 'unlimited',
    invoices: [
      { amount: '96400.00', issued: -75, due: -15 },
      { amount: '41250.00', issued: -30, due: 30 },
    ],
  },
];

/** One unit of the base is that many of the others, on the day of the first start. */
export const sampleRates = {
  base: 'EUR',
  rates: { USD: '1.0832', GBP: '0.8541', JPY: '161.45', CAD: '1.4795', CHF: '0.9428', SEK: '11.214' },
};
