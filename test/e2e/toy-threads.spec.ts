import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = fileURLToPath(new URL('./toy-threads.mjs', import.meta.url));

interface Batch {
  readonly conditional: readonly number[];
  readonly failed: number;
}

interface Output {
  readonly answers: Readonly<Record<'here' | 'one' | 'two', readonly Batch[]>>;
  readonly afterClose: string;
}

/** Worker_threads run built files: a program of its own asks them. */
describe('toys on threads', () => {
  let output: Output;
  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM], { maxBuffer: 2 ** 28 });
    output = JSON.parse(stdout) as Output;
  });

  it('have the bits of toys in one thread, in a kernel and on the host', () => {
    expect(output.answers.here.map(({ conditional }) => conditional.length)).toEqual([9000, 50, 9000]);
    expect(output.answers.here.map(({ failed }) => failed)).toEqual([0, 0, 0]);
    expect(output.answers.one).toEqual(output.answers.here);
    expect(output.answers.two).toEqual(output.answers.here);
  });

  it('are refused after the engine was closed', () => {
    expect(output.afterClose).toBe('ToyThreadError: the engine of toys was closed');
  });
});
