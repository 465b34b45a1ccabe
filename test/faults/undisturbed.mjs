// The undisturbed result of a campaign, computed once for each content.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./reference.mjs', import.meta.url));

const started = new Map();

/**
 * Asked for early, it is computed beside other things, at the lowest priority.
 * @returns the folder of its result files, with shards.json
 */
export function undisturbed(campaign, folder) {
  if (!started.has(campaign.yaml)) started.set(campaign.yaml, compute(campaign, folder));
  return started.get(campaign.yaml);
}

async function compute({ name, yaml }, folder) {
  const results = join(folder, createHash('sha256').update(yaml).digest('hex').slice(0, 16));
  if (existsSync(join(results, 'shards.json'))) return results;
  mkdirSync(results, { recursive: true });
  const file = join(results, `${name}.yaml`);
  writeFileSync(file, yaml);
  await new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [PROGRAM, file, results], { maxBuffer: 2 ** 26 }, (error) =>
      error ? reject(error) : resolve(),
    );
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  });
  return results;
}
