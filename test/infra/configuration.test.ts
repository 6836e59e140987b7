import { describe, expect, it } from 'vitest';
import { environmentOf, validated } from '../../infra/config/environments.ts';
import { prod } from '../../infra/config/prod.ts';
import { stages } from '../../infra/config/schema.ts';

describe('the configuration of a stage', () => {
  it.each(stages)('should be complete for %s', (stage) => {
    expect(environmentOf(stage).stage).toBe(stage);
  });

  it('should name the stages there are when asked for another', () => {
    expect(() => environmentOf('production')).toThrow(
      "There is no stage 'production'. Choose one of dev, staging, prod, for instance: npx cdk synth -c stage=dev",
    );
  });

  it('should say what to write where when a value is missing', () => {
    const { alarmMail: _, ...incomplete } = prod;
    expect(() => validated('prod', incomplete)).toThrow(
      /infra\/config\/prod\.ts cannot be used\. Correct there:\n {2}alarmMail: write the address to which alarms go/,
    );
  });

  it.each([
    ['account', '12345', 'write the 12 digits of the AWS account'],
    ['region', 'Frankfurt', 'write an AWS region, such as eu-central-1'],
    ['timeZone', 'Europe/Atlantis', 'write an IANA time zone, such as Europe/Berlin'],
    ['baseCurrency', 'EURO', 'write an ISO 4217 currency, such as EUR'],
    ['logRetentionDays', 10, 'write one of 7, 14, 30'],
    ['oidc', { issuer: 'http://login.example.com', audience: ['a'] }, 'write the https address of the issuer'],
  ])('should refuse %s %j', (field, value, advice) => {
    expect(() => validated('prod', { ...prod, [field]: value })).toThrow(advice);
  });

  const oidc = { issuer: 'https://login.example.com', audience: ['credence'] };

  it('should say who holds which role where there is no user pool to ask', () => {
    expect(() => validated('prod', { ...prod, oidc })).toThrow(/people: write who holds which role/);
    const people = { legal: ['Lex@Example.com'] };
    expect(validated('prod', { ...prod, oidc, people }).people).toEqual({ legal: ['lex@example.com'] });
    expect(() => validated('prod', { ...prod, people })).toThrow(/people: leave it out/);
  });

  it.each([
    [{ bosses: ['ana@example.com'] }, 'people'],
    [{ legal: ['lex'] }, 'people.legal.0: write e-mail addresses'],
    [{ legal: [] }, 'people.legal: write at least one address'],
    [{ legal: Array.from({ length: 200 }, (_, i) => `somebody.${i}@example.com`) }, 'people: write at most 3000 bytes'],
  ])('should refuse the people %j', (people, advice) => {
    expect(() => validated('prod', { ...prod, oidc, people })).toThrow(advice);
  });

  it.each([
    [['http://credit.example.com/console'], 'signIn.callbackUrls.0: write https addresses'],
    [['https://credit.example.com/console?a=b'], 'write addresses without ?, # and *'],
    [['https://*.example.com/console'], 'write addresses without ?, # and *'],
    [['https://a.example.com', 'https://a.example.com'], 'signIn.callbackUrls: write each address once'],
    [[], 'signIn.callbackUrls: write at least one address'],
  ])('should refuse to send people to %j after signing in', (callbackUrls, advice) => {
    const signIn = { ...prod.signIn, callbackUrls };
    expect(() => validated('prod', { ...prod, signIn })).toThrow(advice);
  });

  it('should refuse a field that it does not know', () => {
    expect(() => validated('prod', { ...prod, protectdata: true })).toThrow('protectdata');
  });

  it('should refuse the values of another stage', () => {
    expect(() => validated('staging', prod)).toThrow("infra/config/staging.ts describes stage 'prod'");
  });
});
