import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@grpc/grpc-js';
import { as, ask, bearer, startEdgeForTests, type EdgeUnderTest } from '../../fixtures/edge.js';
import { CAMPAIGN, SECRETS } from '../../fixtures/memory-engine.js';
import { rawCall, rawClient } from '../../fixtures/raw-call.js';
import { METHOD_RULES } from './method-rules.js';
import { SERVICES } from './services.js';

const PATHS = Object.values(SERVICES).flatMap((service) => Object.values(service).map(({ path }) => path as string));

const NOTHING = Buffer.alloc(0);
const NO_MESSAGE = Buffer.from([0xff]);
const ROLES = ['viewer', 'submitter', 'operator', 'worker'] as const;

/** Who may call what, in the words of the .proto files: readers read, submitters change, operators manage, workers work. */
function mayCall(path: string, role: (typeof ROLES)[number]): boolean {
  if (path.includes('WorkerService')) return role === 'worker';
  if (role === 'worker') return false;
  if (path.includes('FleetService')) return role === 'operator';
  return role !== 'viewer' || !/\/(Create|Delete|Pause|Resume|Cancel|Retry)/.test(path);
}

describe('the gate', () => {
  let edge: EdgeUnderTest;
  let client: Client;

  beforeAll(async () => {
    edge = await startEdgeForTests({
      DARKREACH_OPERATOR_TOKEN: 'bootstrap-operator-secret',
      DARKREACH_WORKER_TOKEN: 'bootstrap-worker-secret',
    });
    client = rawClient(edge.address);
  });
  afterAll(async () => {
    client.close();
    await edge.close();
  });

  test('has a row for every method that is generated, and no other', () => {
    expect(Object.keys(METHOD_RULES).sort()).toEqual([...PATHS].sort());
  });

  test('lets nobody without a token into any of them', async () => {
    const codes = await Promise.all(PATHS.map(async (path) => (await rawCall(client, path, [NOTHING])).code));
    expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED']));
  });

  test.each(ROLES)('lets a %s into the methods of that role, and into no other', async (role) => {
    const codes = await Promise.all(
      PATHS.map(async (path) => [path, (await rawCall(client, path, [NO_MESSAGE], as(role))).code]),
    );
    // Who is let in is told that these bytes are no message.
    const expected = PATHS.map((path) => [path, mayCall(path, role) ? 'INVALID_ARGUMENT' : 'PERMISSION_DENIED']);
    expect(codes).toEqual(expected);
  });

  test('says to whom a method is open, with a reason for programs', async () => {
    const { campaigns } = edge.clients();
    const answer = await ask((callback) => campaigns.pauseCampaign({ name: CAMPAIGN.name }, as('viewer'), callback));
    expect(answer).toMatchObject({ code: 'PERMISSION_DENIED', reason: 'ROLE_NOT_ALLOWED' });
    expect(answer.message).toContain('allowed: submitter, operator');
  });

  test.each([
    ['a secret that nobody has', bearer('0123456789abcdef0123456789abcdef')],
    ['something that is no secret', bearer('short')],
  ])('does not know %s', async (_, metadata) => {
    const { campaigns } = edge.clients();
    const answer = await ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, metadata, callback));
    expect(answer).toMatchObject({ code: 'UNAUTHENTICATED', reason: 'TOKEN_UNKNOWN' });
  });

  test('knows the secrets of the environment, each for its role only', async () => {
    const { fleet, workers } = edge.clients();
    const [operator, worker] = [bearer('bootstrap-operator-secret'), bearer('bootstrap-worker-secret')];
    expect(await ask((callback) => fleet.listWorkers({}, operator, callback))).toMatchObject({ code: 'OK' });
    expect(await ask((callback) => fleet.listWorkers({}, worker, callback))).toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    const drain = { workerId: 'worker-1' };
    expect(await ask((callback) => workers.drainWorker(drain, worker, callback))).toMatchObject({ code: 'OK' });
    expect(await ask((callback) => workers.drainWorker(drain, operator, callback))).toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });

  test('hands the tenant of the token to the desk, whatever the client says of itself', async () => {
    const { campaigns } = edge.clients();
    const metadata = as('viewer');
    metadata.set('x-tenant', 'somebody-else');
    await ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, metadata, callback));
    expect(edge.engine.asked.at(-1)?.with[1]).toEqual({ tenant: 'belle', role: 'viewer' });
  });

  test('tells every field that is wrong, by its name in the .proto, with what was given and what is allowed', async () => {
    const { campaigns } = edge.clients();
    const request = { name: 'quick', pageSize: 2000, pageToken: '' };
    const shards = { parent: request.name, pageSize: request.pageSize, pageToken: '', state: 17 as never };
    const answer = await ask((callback) => campaigns.listShards(shards, as('viewer'), callback));
    expect(answer).toMatchObject({ code: 'INVALID_ARGUMENT', reason: 'INVALID_REQUEST' });
    expect(answer.violations).toEqual([
      { field: 'parent', description: 'given: "quick"; allowed: campaigns/{id}, the id of 1 to 96 of a-z, 0-9 and -' },
      { field: 'page_size', description: 'given: 2000; allowed: a whole number from 0 to 1000' },
      { field: 'state', description: 'given: 17; allowed: UNSPECIFIED, PENDING, LEASED, MERGED, QUARANTINED' },
    ]);
  });

  test('asks the desk nothing that cannot be', () => {
    expect(edge.engine.asked.filter(({ what }) => what === 'shards')).toEqual([]);
  });

  test('keeps a revoked token for a few seconds at most, and a good one without asking again', async () => {
    const { campaigns } = edge.clients();
    edge.engine.secrets.delete(SECRETS.viewer);
    const answer = await ask((callback) => campaigns.getCampaign({ name: CAMPAIGN.name }, as('viewer'), callback));
    expect(answer.code).toBe('OK');
  });
});
