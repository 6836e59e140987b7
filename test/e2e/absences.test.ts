import { describe, expect, it } from 'vitest';
import { tokenFor } from '../support/e2e/client.ts';
import { newId, sharedPlatform } from '../support/e2e/ledger.ts';

const platform = sharedPlatform();
const { advance, ask, call, day, endpoints, now, refusal, token } = platform;

const mia = 'mia.manager@example.com';
const ana = 'ana.analyst@example.com';
const ben = 'ben.analyst@example.com';
const personal = (username: string, scope = 'credit/approve') =>
  tokenFor(endpoints, { client_id: 'local', username, grant_type: 'password', scope });
const somebody = () => `${newId('P')}@example.com`.toLowerCase();
const days = async (from: number, to: number) => ({ from: await day(from), to: await day(to) });

describe('an absence', () => {
  it('should be set by whom it concerns, shown, changed and taken back', async () => {
    const params = { email: mia };
    const own = { params, token: await personal(mia) };
    await call('deleteAbsence', own);
    const body = { ...(await days(1, 5)), delegate: ben };
    const at = await now();
    const set = await call('putAbsence', { ...own, body });
    expect(set.status).toBe(201);
    expect(set.body).toMatchObject({ email: mia, ...body, setBy: mia });
    expect(set.body.setAt >= at).toBe(true);
    expect((await call('getAbsence', own)).body).toEqual(set.body);
    const again = await call('putAbsence', { ...own, body });
    expect([again.status, again.body]).toEqual([200, set.body]);
    const longer = { ...body, to: await day(8) };
    expect((await call('putAbsence', { ...own, body: longer })).body).toMatchObject(longer);
    expect((await call('deleteAbsence', own)).status).toBe(204);
    expect((await call('deleteAbsence', own)).status).toBe(204);
    expect((await refusal('getAbsence', own)).code).toBe('not-found');
  });

  it('should be set by the platform for anybody, with who did it', async () => {
    const email = somebody();
    const body = { ...(await days(0, 0)), delegate: ben };
    const pia = await personal('pia.platform@example.com', 'credit/admin');
    const { body: set } = await call('putAbsence', { params: { email }, body, token: pia });
    expect(set).toMatchObject({ email, setBy: 'pia.platform@example.com' });
    const machine = await token(['credit/admin']);
    expect((await call('getAbsence', { params: { email }, token: machine })).body).toEqual(set);
  });

  it('should be nobody elses business', async () => {
    const body = { ...(await days(0, 1)), delegate: ana };
    for (const bearer of [await personal(ana), await token(['credit/approve'])]) {
      for (const id of ['putAbsence', 'getAbsence', 'deleteAbsence'] as const) {
        const parts = { params: { email: mia }, token: bearer, ...(id === 'putAbsence' && { body }) };
        expect((await refusal(id, parts)).code).toBe('forbidden');
      }
    }
    const reader = { params: { email: ana }, token: await personal(ana, 'credit/read') };
    expect((await refusal('getAbsence', reader)).code).toBe('forbidden');
  });

  it('should be of one person however the address is written', async () => {
    const email = somebody();
    const body = { ...(await days(0, 3)), delegate: 'Ben.Analyst@Example.com' };
    const { body: set } = await call('putAbsence', { params: { email: email.toUpperCase() }, body });
    expect(set).toMatchObject({ email, delegate: ben });
    expect((await call('getAbsence', { params: { email } })).body).toEqual(set);
    const own = { params: { email: 'Mia.Manager@Example.com' }, token: await personal(mia) };
    expect((await ask('getAbsence', own)).status).not.toBe(403);
  });

  it('should be refused when it makes no sense', async () => {
    const params = { email: somebody() };
    const refused = async (body: object) => {
      const { status, errors } = await refusal('putAbsence', { params, body: { delegate: ben, ...body } });
      return [status, errors.map(({ path }) => path).join()];
    };
    expect(await refused(await days(3, 2))).toEqual([400, 'to']);
    expect(await refused(await days(0, 366))).toEqual([400, 'to']);
    expect(await refused(await days(-9, -1))).toEqual([422, 'to']);
    expect(await refused({ ...(await days(0, 1)), delegate: params.email.toUpperCase() })).toEqual([422, 'delegate']);
    expect((await refusal('getAbsence', { params })).code).toBe('not-found');
    const body = { ...(await days(-1, 0)), delegate: ben };
    expect((await call('putAbsence', { params, body })).status).toBe(201);
    expect((await call('putAbsence', { params, body: { ...body, ...(await days(0, 365)) } })).status).toBe(200);
  });

  it('should be over with its last day in the time zone of the environment', async () => {
    const params = { email: somebody() };
    const body = { ...(await days(0, 0)), delegate: ben };
    await call('putAbsence', { params, body });
    await advance('P1D');
    expect((await call('getAbsence', { params })).body).toMatchObject(body);
    expect((await refusal('putAbsence', { params, body })).errors).toMatchObject([{ path: 'to' }]);
  });
});
