import type { ClusterSecrets } from './cluster-secrets.js';

/** For callers of a cluster, not for the cluster that is started here. */
const OURS = ['SERVER', 'TOKEN', 'TLS_CA', 'TLS_CERT', 'TLS_KEY', 'INSECURE', 'DATA', 'DEBUG'];

/** Seconds for what runs when the cluster ends; what does not fit is given back, and done the next time. */
const GRACE_SECONDS = '2';

export interface ChildSettings {
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  readonly secrets: ClusterSecrets;
  readonly postgresUrl: string;
  readonly device: string;
}

/** Environment of the coordinator of this machine. */
export function coordinatorEnvironment({ environment, secrets, postgresUrl }: ChildSettings): NodeJS.ProcessEnv {
  return {
    ...common(environment),
    DARKREACH_POSTGRES_URL: postgresUrl,
    DARKREACH_GRPC_ADDRESS: `127.0.0.1:${secrets.grpcPort}`,
    DARKREACH_HTTP_ADDRESS: `127.0.0.1:${secrets.httpPort}`,
    DARKREACH_OPERATOR_TOKEN: secrets.operatorToken,
    DARKREACH_WORKER_TOKEN: secrets.workerToken,
  };
}

/** Environment of a worker with one thread. */
export function workerEnvironment({ environment, secrets, postgresUrl, device }: ChildSettings): NodeJS.ProcessEnv {
  return {
    ...common(environment),
    DARKREACH_POSTGRES_URL: postgresUrl,
    DARKREACH_COORDINATOR: `127.0.0.1:${secrets.grpcPort}`,
    DARKREACH_TOKEN: secrets.workerToken,
    DARKREACH_WORKER_THREADS: '1',
    DARKREACH_DEVICE: device,
  };
}

function common(environment: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const handed = Object.entries(environment).filter(([name]) => !OURS.some((own) => name === `DARKREACH_${own}`));
  return { DARKREACH_GRACE_SECONDS: GRACE_SECONDS, ...Object.fromEntries(handed), DARKREACH_PARENT_PIPE: '1' };
}
