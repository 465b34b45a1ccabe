import { describe, expect, it } from '@jest/globals';
import { isLoopback } from './server-address.js';

describe('isLoopback', () => {
  it.each(['127.0.0.1:7420', '127.8.8.8:1', 'localhost:7420', '[::1]:7420'])('says yes to %s', (server) => {
    expect(isLoopback(server)).toBe(true);
  });

  it.each(['127.0.0.1.example.org:7420', 'localhost.example.org:1', '10.0.0.1:7420', 'example.org:443', '[::2]:1'])(
    'says no to %s',
    (server) => {
      expect(isLoopback(server)).toBe(false);
    },
  );
});
