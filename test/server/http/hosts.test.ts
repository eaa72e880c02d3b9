import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { allowedHost } from '../../../src/server/http/hosts.ts';

describe('the host that a request names', () => {
  it.each([
    ['127.0.0.1', 'localhost', true],
    ['127.0.0.1', '[::1]', true],
    ['127.0.0.1', '192.168.1.7', false],
    ['127.0.0.1', 'evil.example', false],
    ['192.168.1.7', '192.168.1.7', true],
    ['192.168.1.7', '192.168.1.8', false],
    ['0.0.0.0', '192.168.1.8', true],
    ['0.0.0.0', '[fe80::1]', true],
    ['0.0.0.0', hostname(), true],
    ['0.0.0.0', 'evil.example', false],
    ['0.0.0.0', '127.0.0.1.evil.example', false],
    ['::', '', false],
  ])('to a server on %s, %s: %s', (listensOn, named, allowed) => {
    expect(allowedHost(listensOn, named)).toBe(allowed);
  });
});
