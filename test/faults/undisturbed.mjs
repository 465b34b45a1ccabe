// The undisturbed result of a campaign, computed once for each content.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = fileURLToPath(new URL('./reference.mjs', import.meta.url));

/** @returns the folder of its result files, with shards.json */
export async function undisturbed({ name, yaml }, folder) {
  const results = join(folder, createHash('sha256').update(yaml).digest('hex').slice(0, 16));
  if (existsSync(join(results, 'shards.json'))) return results;
  mkdirSync(results, { recursive: true });
  const file = join(results, `${name}.yaml`);
  writeFileSync(file, yaml);
  await promisify(execFile)(process.execPath, [PROGRAM, file, results], { maxBuffer: 2 ** 26 });
  return results;
}
