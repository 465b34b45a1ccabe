import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

export interface Cruise {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly totalCruised: number;
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment?: string }[] };
  };
}

/** What dependency-cruiser finds in a folder by the rules that lie in it. */
export async function cruise(folder: string, ...paths: readonly string[]): Promise<Cruise> {
  const program = `${ROOT}node_modules/dependency-cruiser/bin/dependency-cruise.mjs`;
  const words = [program, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...paths];
  const text = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 28 }, (error, out, err) => {
      if (out === '') reject(new Error(`dependency-cruiser says nothing: ${err}`, { cause: error }));
      else resolve(out);
    });
  });
  return JSON.parse(text) as Cruise;
}
