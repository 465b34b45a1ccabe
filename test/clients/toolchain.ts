import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname } from 'node:path';

/** Whether a language can be built and run here. */
export type Toolchain =
  | { readonly kind: 'there'; readonly environment: NodeJS.ProcessEnv }
  | { readonly kind: 'missing'; readonly reason: string };

const PYTHONS = [process.env['DARKREACH_PYTHON'] ?? 'python3', '/usr/bin/python3'];
const GO_FOLDER = '/usr/local/go/bin';

/** An interpreter that has grpc and its generator; it is then `python3`. */
export function pythonToolchain(): Toolchain {
  const python = PYTHONS.find((candidate) => runs(candidate, '-c', 'import grpc, grpc_tools'));
  if (python === undefined) return missing(`none of ${PYTHONS.join(', ')} can import grpc and grpc_tools`);
  return { kind: 'there', environment: python === 'python3' ? process.env : withFolder(dirname(python)) };
}

export function cppToolchain(): Toolchain {
  const absent = ['g++', 'make', 'pkg-config', 'protoc', 'grpc_cpp_plugin'].filter((program) => !found(program));
  if (absent.length > 0) return missing(`${absent.join(', ')} cannot be found`);
  if (!runs('pkg-config', '--exists', 'grpc++ protobuf libcrypto')) return missing('pkg-config knows no grpc++');
  return { kind: 'there', environment: process.env };
}

export function goToolchain(): Toolchain {
  if (!found('protoc')) return missing('protoc cannot be found');
  if (found('go')) return { kind: 'there', environment: process.env };
  if (existsSync(`${GO_FOLDER}/go`)) return { kind: 'there', environment: withFolder(GO_FOLDER) };
  return missing(`go is neither on the PATH nor in ${GO_FOLDER}`);
}

function missing(reason: string): Toolchain {
  return { kind: 'missing', reason };
}

function withFolder(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
}

function runs(command: string, ...words: readonly string[]): boolean {
  return spawnSync(command, words, { stdio: 'ignore' }).status === 0;
}

function found(program: string): boolean {
  return runs('sh', '-c', `command -v ${program}`);
}
