import {
  Role,
  WorkerState,
  type CreateTokenRequest,
  type CreateTokenResponse,
  type Ledger,
  type Token,
  type TokenRole,
  type TokenRow,
  type Worker,
} from '@darkreach/cluster';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Caller, FleetDesk, TokenStore } from '../desk.js';
import { NotFoundError } from '../errors.js';
import type { Fleet } from './fleet.js';

const STATES = {
  active: WorkerState.ACTIVE,
  draining: WorkerState.DRAINING,
  quarantined: WorkerState.QUARANTINED,
} as const;

const ROLES = {
  viewer: Role.VIEWER,
  submitter: Role.SUBMITTER,
  operator: Role.OPERATOR,
  worker: Role.WORKER,
} as const;

/** Workers, and the tokens of everybody. */
export class ClusterFleetDesk implements FleetDesk, TokenStore {
  constructor(
    private readonly ledger: Ledger,
    private readonly fleet: Fleet,
  ) {}

  async workers(): Promise<readonly Worker[]> {
    const rows = new Map((await this.ledger.workers.list()).map((row) => [row.id, row]));
    const workers = this.fleet.all().map((worker): Worker & { readonly lost: boolean } => {
      const row = rows.get(worker.id);
      const lost = this.fleet.isLost(worker);
      return {
        workerId: worker.id,
        displayName: worker.displayName,
        state: lost ? WorkerState.LOST : STATES[worker.status],
        version: worker.version,
        backend: worker.backend,
        adapter: worker.adapter,
        threads: worker.threads,
        leasedShards: row?.leasedShards ?? 0,
        reportedShards: row?.reportedShards ?? 0,
        eventsPerSecond: worker.events.rate(),
        toysPerSecond: worker.toys.rate(),
        seenTime: row?.seenAt,
        lost,
      };
    });
    return workers.sort((a, b) => Number(a.lost) - Number(b.lost) || (a.workerId < b.workerId ? -1 : 1));
  }

  async createToken({ tenant, role, description }: CreateTokenRequest): Promise<CreateTokenResponse> {
    const secret = `dr_${randomBytes(32).toString('base64url')}`;
    const row = await this.ledger.tokens.create({
      id: randomUUID(),
      digest: createHash('sha256').update(secret).digest('hex'),
      tenant,
      role: roleName(role),
      description,
    });
    return { secret, token: tokenMessage(row) };
  }

  async listTokens(): Promise<readonly Token[]> {
    return (await this.ledger.tokens.list()).map(tokenMessage);
  }

  async revokeToken(tokenId: string): Promise<void> {
    if (await this.ledger.tokens.revoke(tokenId)) return;
    throw new NotFoundError('TOKEN_NOT_FOUND', `there is no token ${tokenId}`);
  }

  async findToken(digest: string): Promise<Caller | undefined> {
    const row = await this.ledger.tokens.find(digest);
    return row && { tenant: row.tenant, role: row.role };
  }
}

function roleName(role: Role): TokenRole {
  const name = (Object.keys(ROLES) as TokenRole[]).find((candidate) => ROLES[candidate] === role);
  if (!name) throw new TypeError(`role ${role}; allowed: ${Object.keys(ROLES).join(', ')}`);
  return name;
}

function tokenMessage({ id, tenant, role, description, createdAt }: TokenRow): Token {
  return { tokenId: id, tenant, role: ROLES[role], description, createTime: createdAt };
}
