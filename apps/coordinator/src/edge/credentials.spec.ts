import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'node:https';
import { hasOpenssl, makeCertificates, type Certificates } from '../../fixtures/certificates.js';
import { as, ask, startEdgeForTests, type EdgeUnderTest } from '../../fixtures/edge.js';
import { CAMPAIGN } from '../../fixtures/memory-engine.js';

if (!hasOpenssl()) console.warn('skipped: TLS of the coordinator, because openssl is not on the PATH');

(hasOpenssl() ? describe : describe.skip)('TLS by files', () => {
  let files: Certificates;
  let edge: EdgeUnderTest;

  beforeAll(() => {
    files = makeCertificates();
  });
  afterAll(() => files.remove());
  afterEach(() => edge.close());

  const start = async (mutual: boolean): Promise<void> => {
    edge = await startEdgeForTests({
      DARKREACH_TLS_CERT: files.path('server.pem'),
      DARKREACH_TLS_KEY: files.path('server.key'),
      ...(mutual && { DARKREACH_TLS_CA: files.path('ca.pem') }),
    });
  };
  const get = (channel: ChannelCredentials) =>
    ask((callback) => edge.clients(channel).campaigns.getCampaign({ name: CAMPAIGN.name }, as('viewer'), callback));

  test('serves who trusts the authority', async () => {
    await start(false);
    expect(await get(credentials.createSsl(files.read('ca.pem')))).toMatchObject({ code: 'OK' });
  });

  test('serves no plaintext', async () => {
    await start(false);
    expect(await get(credentials.createInsecure())).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('serves with an authority of clients those only who have its certificate', async () => {
    await start(true);
    const ca = files.read('ca.pem');
    const mutual = credentials.createSsl(ca, files.read('client.key'), files.read('client.pem'));
    expect(await get(mutual)).toMatchObject({ code: 'OK' });
    expect(await get(credentials.createSsl(ca))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('asks for a token all the same', async () => {
    await start(true);
    const ca = files.read('ca.pem');
    const { campaigns } = edge.clients(credentials.createSsl(ca, files.read('client.key'), files.read('client.pem')));
    const answer = await ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, callback));
    expect(answer).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('serves probes by HTTPS, which need no certificate', async () => {
    await start(true);
    const ca = files.read('ca.pem');
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: edge.httpPort, path: '/healthz', ca }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });
});

(hasOpenssl() ? describe : describe.skip)('TLS files that are no good', () => {
  let files: Certificates;

  beforeAll(() => {
    files = makeCertificates();
  });
  afterAll(() => files.remove());

  test.each([
    [
      'a file that is not there',
      'none.pem',
      'server.key',
      /DARKREACH_TLS_CERT: .*none\.pem, which cannot be read: .*ENOENT/,
    ],
    ['the key of another certificate', 'server.pem', 'client.key', /which TLS does not take: .*key values mismatch/],
    ['a certificate in the place of the key', 'server.pem', 'ca.pem', /which TLS does not take/],
  ])('says what is wrong with %s', async (_, certificate, key, message) => {
    const path = files.path as (name: string) => string;
    const started = startEdgeForTests({ DARKREACH_TLS_CERT: path(certificate), DARKREACH_TLS_KEY: path(key) });
    await expect(started).rejects.toThrow(message);
  });
});
