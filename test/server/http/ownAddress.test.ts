import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownAddress, ownHref } from '../../../src/server/http/ownAddress.ts';

const HERE = 'http://here.example/';

describe('an address that is redirected to', () => {
  it.each([
    ['/sweeps/1?where=optimizer%3Dadam#top', '/sweeps/1?where=optimizer%3Dadam'],
    ['/sweeps/../sweeps/2', '/sweeps/2'],
    ['', '/'],
    ['?page=2', '/?page=2'],
  ])('%s keeps its path and query: %s', (written, href) => {
    expect(ownHref(ownAddress(written))).toBe(href);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/..//evil.example/x',
    '/%2e//evil.example',
    '/a/..//evil.example',
    '/%2fevil.example',
    '/%5Cevil.example',
    '/\t/evil.example',
    '/\\[::bad/',
    '//[::bad',
  ])('%s is this host and no other', (written) => {
    expect(ownHref(ownAddress(written))).toBe('/');
  });

  it('never leads to another host, whatever is written', () => {
    const pieces = fc.constantFrom(
      '/',
      '\\',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '?',
      '#',
      '@',
      ':',
      '[',
      ' ',
      '\t',
      'evil.example',
    );
    const written = fc.oneof(
      fc.string(),
      fc.array(pieces).map((all) => all.join('')),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(written, (text) => {
        const href = ownHref(ownAddress(text));
        expect(href.startsWith('/')).toBe(true);
        expect(new URL(href, HERE).origin).toBe(new URL(HERE).origin);
      }),
    );
  });
});
