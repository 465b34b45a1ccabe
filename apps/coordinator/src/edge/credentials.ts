import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { ServerCredentials } from '@grpc/grpc-js';
import type { TlsFiles } from '../config/coordinator-config.js';
import { ConfigError } from '../errors.js';

/** What the files of TLS say. */
export interface TlsContent {
  readonly certificate: Buffer;
  readonly key: Buffer;
  readonly authority?: Buffer;
}

/** @throws ConfigError for a file that cannot be read, or a key that is not that of the certificate */
export async function readTls({ certificate, key, authority }: TlsFiles): Promise<TlsContent> {
  const content: TlsContent = {
    certificate: await pem('DARKREACH_TLS_CERT', certificate),
    key: await pem('DARKREACH_TLS_KEY', key),
    ...(authority !== undefined && { authority: await pem('DARKREACH_TLS_CA', authority) }),
  };
  try {
    createSecureContext({ cert: content.certificate, key: content.key, ca: content.authority });
    return content;
  } catch (cause) {
    const given = `${certificate} and ${key}, which TLS does not take: ${reasonOf(cause)}`;
    const allowed = 'a PEM certificate and its private key';
    throw new ConfigError([{ variable: 'DARKREACH_TLS_CERT and DARKREACH_TLS_KEY', given, allowed }], { cause });
  }
}

/** Credentials of the gRPC server; with an authority, clients need a certificate of it. */
export function serverCredentials(tls: TlsContent | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const { certificate, key, authority = null } = tls;
  return ServerCredentials.createSsl(authority, [{ cert_chain: certificate, private_key: key }], authority !== null);
}

async function pem(variable: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const given = `${path}, which cannot be read: ${reasonOf(cause)}`;
    throw new ConfigError([{ variable, given, allowed: 'path of a PEM file' }], { cause });
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
