import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';

/** What the WebGPU implementation says of its adapter, or why there is none. */
export type AdapterProbe =
  | { readonly kind: 'adapter'; readonly name: string; readonly software: boolean }
  | { readonly kind: 'none'; readonly reason: string };

const PROBE = `
const { create } = await import(process.argv[1]);
const adapter = await create([]).requestAdapter();
const info = adapter && adapter.info;
console.log(JSON.stringify(info ? { vendor: info.vendor, architecture: info.architecture, device: info.device, description: info.description, fallback: adapter.isFallbackAdapter === true || info.isFallbackAdapter === true } : null));
process.exit(0);
`;

const SOFTWARE = /llvmpipe|lavapipe|swiftshader|software/i;
const PROBE_TIMEOUT_MS = 20_000;

/**
 * Looks for an adapter in a child process, where a broken driver can neither crash the program nor write to its
 * terminal.
 */
export function probeWebGpu(): Promise<AdapterProbe> {
  const module = createRequire(import.meta.url).resolve('webgpu');
  return new Promise((resolve) => {
    const options = { timeout: PROBE_TIMEOUT_MS };
    execFile(process.execPath, ['--input-type=module', '-e', PROBE, module], options, (error, stdout, stderr) => {
      resolve(readProbe(stdout, stderr, error));
    });
  });
}

function readProbe(stdout: string, stderr: string, error: Error | null): AdapterProbe {
  const said = stderr
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim()
    .replace(/^Warning: /, '');
  if (error) return { kind: 'none', reason: said ?? error.message.split('\n')[0]! };
  const info = JSON.parse(stdout) as (Record<string, string> & { fallback: boolean }) | null;
  if (!info) return { kind: 'none', reason: said ?? 'no adapter found' };
  const name = [info.description, info.device, info.vendor, info.architecture].filter((part) => part).join(', ');
  return { kind: 'adapter', name, software: info.fallback || SOFTWARE.test(name) };
}

let wired = false;

/** gpu.js reads `navigator.gpu` and never imports `webgpu` itself: this puts it there, once a process. */
export async function wireNavigatorGpu(): Promise<void> {
  if (wired) return;
  const { create, globals } = (await import('webgpu')) as { create: (options: string[]) => unknown; globals: object };
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: create([]) }, configurable: true });
  wired = true;
}
