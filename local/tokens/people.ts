/** The people that a data folder starts with, and their groups. */
export const samplePeople: Readonly<Record<string, readonly string[]>> = {
  'ana.analyst@example.com': ['credit-analysts'],
  'ben.analyst@example.com': ['credit-analysts'],
  'mia.manager@example.com': ['credit-managers'],
  'fred.director@example.com': ['finance-directors'],
  'cora.collector@example.com': ['collectors'],
  'carl.collector@example.com': ['collectors'],
  'lea.lead@example.com': ['collection-leads'],
  'lex.legal@example.com': ['legal'],
  'pia.platform@example.com': ['platform-admins'],
};
