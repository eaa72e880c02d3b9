import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SiteFolder } from '../../src/site/index.ts';
import { newFolder } from './madeSite.ts';

const ABOUT = { madeBy: 'sweep 1.2.3' };

function write(path: string, force: boolean, text = 'one'): void {
  const folder = new SiteFolder(path, force);
  folder.add('index.html', text);
  folder.add('trials/1/index.html', 'trial');
  folder.finish(ABOUT);
}

describe('the folder of a site', () => {
  it('takes its place when it is whole, with a list of its files', () => {
    const place = newFolder();
    const path = join(place, 'a site 网站');
    const folder = new SiteFolder(path, false);
    folder.add('index.html', 'one');
    folder.add('trials/1/index.html', 'trial');
    expect(existsSync(path)).toBe(false);
    expect(folder.finish(ABOUT)).toMatchObject({ files: 3 });
    expect(readdirSync(place)).toEqual(['a site 网站']);
    expect(readFileSync(join(path, 'trials/1/index.html'), 'utf8')).toBe('trial');
    expect(JSON.parse(readFileSync(join(path, 'site.json'), 'utf8'))).toEqual({
      kind: 'sweep site',
      madeBy: 'sweep 1.2.3',
      files: ['index.html', 'site.json', 'trials/1/index.html'],
    });
  });

  it('leaves nothing when it is given up', () => {
    const place = newFolder();
    const folder = new SiteFolder(join(place, 'site'), false);
    folder.add('index.html', 'one');
    folder.leave();
    folder.leave();
    expect(readdirSync(place)).toEqual([]);
  });

  it('replaces a site by force alone, and then all of it', () => {
    const place = newFolder();
    const path = join(place, 'site');
    write(path, false);
    expect(() => write(path, false)).toThrow(/exists: a site that sweep made/);
    const folder = new SiteFolder(path, true);
    folder.add('index.html', 'two');
    expect(readFileSync(join(path, 'index.html'), 'utf8')).toBe('one');
    folder.finish(ABOUT);
    expect(readdirSync(path).sort()).toEqual(['index.html', 'site.json']);
    expect(readFileSync(join(path, 'index.html'), 'utf8')).toBe('two');
    expect(readdirSync(place)).toEqual(['site']);
  });

  it('touches nothing that is no site, force or not', () => {
    const place = newFolder();
    const path = join(place, 'thesis');
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.tex'), 'years of work');
    expect(() => write(path, true)).toThrow(/thesis exists and is no site that sweep made/);
    writeFileSync(join(path, 'site.json'), '{"kind":"another"}');
    expect(() => write(path, true)).toThrow(/is no site that sweep made/);
    expect(() => write(join(path, 'thesis.tex'), true)).toThrow(/is a file, not a folder/);
    expect(readFileSync(join(path, 'thesis.tex'), 'utf8')).toBe('years of work');
  });

  it('touches nothing that came there while it was made', () => {
    const place = newFolder();
    const path = join(place, 'site');
    const folder = new SiteFolder(path, true);
    folder.add('index.html', 'one');
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.tex'), 'years of work');
    expect(() => folder.finish(ABOUT)).toThrow(/site exists and is no site that sweep made/);
    expect(readdirSync(place)).toEqual(['site']);
    expect(readdirSync(path)).toEqual(['thesis.tex']);
  });

  it('does not lose what somebody put into a site', () => {
    const path = join(newFolder(), 'site');
    write(path, false);
    writeFileSync(join(path, 'CNAME'), 'example.org');
    expect(() => write(path, true)).toThrow(/also has a file that sweep did not put there: CNAME\./);
    expect(readFileSync(join(path, 'CNAME'), 'utf8')).toBe('example.org');
  });

  it('fills an empty folder, and the one that a link names', () => {
    const place = newFolder();
    mkdirSync(join(place, 'there'));
    symlinkSync('there', join(place, 'link'));
    write(join(place, 'link'), false);
    expect(readFileSync(join(place, 'there/index.html'), 'utf8')).toBe('one');
    expect(readFileSync(join(place, 'link/index.html'), 'utf8')).toBe('one');
    symlinkSync('nowhere', join(place, 'broken'));
    expect(() => write(join(place, 'broken'), true)).toThrow(/is a link to nothing/);
  });

  it('may have the longest name that there is', () => {
    const place = newFolder();
    const name = 'x'.repeat(255);
    write(join(place, name), false);
    write(join(place, name), true, 'two');
    expect(readdirSync(place)).toEqual([name]);
    expect(readFileSync(join(place, name, 'index.html'), 'utf8')).toBe('two');
  });

  it('says why it cannot be written', () => {
    const place = newFolder();
    expect(() => write(join(place, 'no/site'), false)).toThrow(
      /cannot be written: its folder does not exist/,
    );
    expect(() => write(join(place, 'x'.repeat(300)), false)).toThrow(
      /cannot be written: its name is too long/,
    );
    expect(() => write(process.cwd(), true)).toThrow(/is the folder that you are in/);
  });
});
