import { expect, it } from 'vitest';
import { busyProgram } from '../server/runningProgram.ts';
import { madeSite, newDatabase, referencesOf, textOf } from './madeSite.ts';

it("has what a program's trial printed and took in its page, and its files by name alone", async () => {
  const db = newDatabase();
  busyProgram(db).end();
  const files = await madeSite(db);
  const references = referencesOf(files);
  expect(references.filter(({ file }) => file === undefined || !files.has(file))).toEqual([]);
  const page = textOf(files, 'trials/1/index.html');
  expect(page).toContain('UserWarning: be careful');
  expect(page).not.toContain('output.txt');
  expect(page).toMatch(
    /These pages leave the files themselves out[\s\S]*<li>plots\/one\.png <[\s\S]*table\.csv/,
  );
  expect(textOf(files, 'trials/1/usage/processors-narrow.svg')).toContain('width="330"');
  expect([...files.keys()].filter((path) => /one\.png|table\.csv|output/.test(path))).toEqual([]);
});
