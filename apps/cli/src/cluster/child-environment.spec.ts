import { describe, expect, it } from '@jest/globals';
import { coordinatorEnvironment, workerEnvironment } from './child-environment.js';

const settings = {
  environment: {
    PATH: '/bin',
    DARKREACH_TOKEN: 'of the caller',
    DARKREACH_TLS_CERT: 'of the caller',
    DARKREACH_SERVER: 'elsewhere:1',
    DARKREACH_LEASE_SECONDS: '7',
  },
  secrets: { grpcPort: 1, httpPort: 2, operatorToken: 'operator', workerToken: 'worker' },
  postgresUrl: 'postgres://x',
  device: 'cpu',
};

describe('The environment of a program of the cluster', () => {
  it('has what it needs, and nothing of what its caller says of another cluster', () => {
    expect(coordinatorEnvironment(settings)).toEqual({
      PATH: '/bin',
      DARKREACH_GRACE_SECONDS: '2',
      DARKREACH_LEASE_SECONDS: '7',
      DARKREACH_PARENT_PIPE: '1',
      DARKREACH_POSTGRES_URL: 'postgres://x',
      DARKREACH_GRPC_ADDRESS: '127.0.0.1:1',
      DARKREACH_HTTP_ADDRESS: '127.0.0.1:2',
      DARKREACH_OPERATOR_TOKEN: 'operator',
      DARKREACH_WORKER_TOKEN: 'worker',
    });
    expect(workerEnvironment(settings)).toEqual({
      PATH: '/bin',
      DARKREACH_GRACE_SECONDS: '2',
      DARKREACH_LEASE_SECONDS: '7',
      DARKREACH_PARENT_PIPE: '1',
      DARKREACH_POSTGRES_URL: 'postgres://x',
      DARKREACH_COORDINATOR: '127.0.0.1:1',
      DARKREACH_TOKEN: 'worker',
      DARKREACH_WORKER_THREADS: '1',
      DARKREACH_DEVICE: 'cpu',
    });
  });
});
