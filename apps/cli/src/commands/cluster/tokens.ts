import { Role, type Token } from '@darkreach/cluster';
import { nameOf, timeText } from '../../cluster/campaign-text.js';
import type { ServerOption } from '../../cluster/cluster-address.js';
import { withConnection } from '../../cluster/with-connection.js';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../exit-codes.js';
import { table } from '../../text/table.js';

export const TOKEN_ROLES = {
  viewer: Role.VIEWER,
  submitter: Role.SUBMITTER,
  operator: Role.OPERATOR,
  worker: Role.WORKER,
};

export interface CreateTokenOptions extends ServerOption {
  readonly tenant: string;
  readonly role: keyof typeof TOKEN_ROLES;
  readonly description: string;
}

const COLUMNS = [
  { title: 'token' },
  { title: 'tenant' },
  { title: 'role' },
  { title: 'description' },
  { title: 'created' },
] as const;

/** Makes a token and prints its secret, which is not shown again. */
export function createToken(options: CreateTokenOptions, context: CommandContext): Promise<ExitCode> {
  const { tenant, role, description } = options;
  return withConnection(options, context, async ({ fleet }) => {
    const { secret, token } = await fleet.createToken({ tenant, role: TOKEN_ROLES[role], description });
    context.terminal.err.write(`Token ${token?.tokenId ?? ''}; its secret is shown this once, for DARKREACH_TOKEN:\n`);
    context.terminal.out.write(`${secret}\n`);
    return EXIT.ok;
  });
}

export function listTokens(options: ServerOption, context: CommandContext): Promise<ExitCode> {
  const { out, colours } = context.terminal;
  return withConnection(options, context, async ({ fleet }) => {
    const { tokens } = await fleet.listTokens({});
    out.write(tokens.length === 0 ? 'no tokens\n' : table(COLUMNS, tokens.map(row), colours));
    return EXIT.ok;
  });
}

export function revokeToken(tokenId: string, options: ServerOption, context: CommandContext): Promise<ExitCode> {
  return withConnection(options, context, async ({ fleet }) => {
    await fleet.revokeToken({ tokenId });
    context.terminal.out.write(`${tokenId} is worthless now\n`);
    return EXIT.ok;
  });
}

function row({ tokenId, tenant, role, description, createTime }: Token): string[] {
  return [tokenId, tenant, nameOf(Role, role), description, timeText(createTime)];
}
