import { expect, test } from 'vitest';
import { amountText, initialsOf, percentText } from './figures.ts';
import { trackOf } from './progress.ts';

test('[S2] figures keep their width: a true minus, the currency’s digits', () => {
  expect(amountText(-1_234_567, 'GBP')).toBe('−12,345.67');
  expect(amountText(39_121, 'TWD')).toBe('39,121');
  expect(percentText(50_000, 'en')).toBe('5');
  expect(percentText(-12_500, 'en')).toBe('−1.25');
});

test('[S3] initials are what one is called by', () => {
  expect(initialsOf('Lin Mei-Ling 林美玲')).toBe('ML');
  expect(initialsOf('Huang P.')).toBe('HP');
  expect(initialsOf('林美玲')).toBe('美玲');
  expect(initialsOf('Admin')).toBe('AD');
  expect(initialsOf('')).toBe('');
});

test('[S3] the track fills as the goods move; a back-order fills nothing and says so', () => {
  expect(trackOf('unreserved')).toEqual({ filled: 0, tone: 'none' });
  expect(trackOf('backordered')).toEqual({ filled: 0, tone: 'short' });
  expect(trackOf('packed')).toEqual({ filled: 3, tone: 'moving' });
  expect(trackOf('delivered')).toEqual({ filled: 5, tone: 'past' });
});
