import { describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { toyDisplay, toyLine } from './toy-display.js';

describe('toyLine', () => {
  it('says how many toys there are, how fast, and how long it can take at most', () => {
    expect(toyLine(1_200_000, 4, 2_400_000)).toBe('1.2M toys, 300k/s, at most 4.0 s to go');
    expect(toyLine(1_200_000, 4, undefined)).toBe('1.2M toys, 300k/s');
    expect(toyLine(1_200_000, 4, 1_200_000)).toBe('1.2M toys, 300k/s');
    expect(toyLine(5, 0, 10)).toBe('5 toys');
  });
});

describe('toyDisplay', () => {
  function shown(isTTY: boolean) {
    const lines: string[] = [];
    const screen = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    let time = 0;
    const display = toyDisplay(Object.assign(screen, { isTTY }), () => time, { most: 1000 });
    const at = (seconds: number, made: number): void => {
      time = 1000 * seconds;
      display.add(made);
    };
    return { lines, display, at };
  }

  it('writes a line every three seconds where the screen is no terminal, and none for quick work', () => {
    const { lines, display, at } = shown(false);
    at(1, 100);
    at(2.5, 100);
    expect(lines).toEqual([]);
    at(4, 100);
    at(5, 100);
    at(7.5, 100);
    display.stop();
    expect(lines).toEqual(['300 toys, 75/s, at most 9.3 s to go\n', '500 toys, 66.7/s, at most 7.5 s to go\n']);
  });

  it('leaves a screen without toys as it is', () => {
    const { lines, display } = shown(true);
    display.stop();
    expect(lines).toEqual([]);
  });
});
