import { expect, test } from 'vitest';
import { CHORD_TIME, firedBy, type Press, strokeMatches, worksWhileTyping } from './key-match.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  mod: false,
  shift: false,
  alt: false,
  ...more,
});

test('[S3] a stroke is what was typed, whatever the layout needed for it', () => {
  expect(strokeMatches('?', press('?', { shift: true }))).toBe(true);
  expect(strokeMatches('/', press('/'))).toBe(true);
  expect(strokeMatches('j', press('J', { shift: true }))).toBe(false);
  expect(strokeMatches('mod+k', press('k', { mod: true }))).toBe(true);
  expect(strokeMatches('k', press('k', { mod: true }))).toBe(false);
  expect(strokeMatches('mod+Enter', press('Enter', { mod: true }))).toBe(true);
  expect(strokeMatches('shift+Enter', press('Enter', { shift: true }))).toBe(true);
});

test('[S3] a chord fires on its second key, in time; the second key alone does its own', () => {
  const all = ['g o', 'o', 'j'];
  expect(firedBy(all, press('g'), null, 0)).toEqual({ fired: null, waits: true });
  const pending = { stroke: press('g'), until: CHORD_TIME };
  expect(firedBy(all, press('o'), pending, 300).fired).toBe('g o');
  expect(firedBy(all, press('o'), pending, CHORD_TIME + 1).fired).toBe('o');
  expect(firedBy(all, press('j'), pending, 300).fired).toBe('j');
});

test('[S3] while typing, only keys with a modifier and Escape are ours', () => {
  expect(['j', 'g o', 'Enter', '/'].some(worksWhileTyping)).toBe(false);
  expect(['mod+Enter', 'alt+n', 'Escape'].every(worksWhileTyping)).toBe(true);
});
