import { expect, test } from 'vitest';
import { agentOf } from './agent.ts';

test('[SESSIONS1] browsers are called by their names', () => {
  const of = (text: string) => {
    const { browser, system, hand } = agentOf(text);
    return [browser, system, hand];
  };
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  expect(of(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0 Safari/537.36 Edg/141.0`)).toEqual([
    'Edge',
    'Windows',
    false,
  ]);
  expect(of(`Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/141.0 Safari/537.36`)).toEqual([
    'Chrome',
    'Linux',
    false,
  ]);
  expect(
    of(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1',
    ),
  ).toEqual(['Safari', 'iPhone', true]);
  expect(of(`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${webkit} Chrome/141.0 Mobile Safari/537.36`)).toEqual([
    'Chrome',
    'Android',
    true,
  ]);
  expect(of('Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0')).toEqual([
    'Firefox',
    'macOS',
    false,
  ]);
  expect(of('node')).toEqual([null, null, false]);
});
