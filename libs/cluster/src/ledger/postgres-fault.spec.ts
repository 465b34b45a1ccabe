import { describe, expect, it } from '@jest/globals';
import { isUniqueViolation, postgresFault } from './postgres-fault.js';

const withCode = (code: string): Error => Object.assign(new Error('no'), { code });

describe('a fault of Postgres', () => {
  it('is one of the connection, of transactions in each other’s way, or another', () => {
    for (const code of ['ECONNRESET', '57P01', '08006']) expect(postgresFault(withCode(code))).toBe('connection');
    expect(postgresFault(new Error('Connection terminated unexpectedly'))).toBe('connection');
    for (const code of ['40001', '40P01']) expect(postgresFault(withCode(code))).toBe('serialization');
    for (const error of [withCode('23505'), new Error('no'), 'text', undefined])
      expect(postgresFault(error)).toBe('other');
  });

  it('tells a key that is taken', () => {
    expect(isUniqueViolation(withCode('23505'))).toBe(true);
    expect(isUniqueViolation(withCode('23503'))).toBe(false);
  });
});
