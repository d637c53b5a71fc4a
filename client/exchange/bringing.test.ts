import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Refusal } from '../../shared/base/decision.ts';
import { useBringing } from './bringing.ts';

type Choices = { readonly zone: string };
type Preview = { readonly id: string; readonly choices: Choices };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bringing = (second: Preview | Refusal = { id: 'b.csv', choices: { zone: 'first' } }) => {
  const again = vi.fn(async (id: string, choices: Choices) => ({ id, choices }));
  const file = (name: string) => new File([], name);
  const made = useBringing<Choices, Preview>({
    bring: async ({ name }) => (name === 'a.csv' ? { id: name, choices: { zone: 'first' } } : second),
    again,
    run: async () => ({ id: 'run' }),
  });
  return { ...made, again, file };
};

test('[IMP3] a file brought before a choice was answered is ready to run, and nothing is asked of the one before', async () => {
  const { preview, stale, again, file, bring, choose } = bringing();
  await bring(file('a.csv'));
  choose({ zone: 'other' });
  expect(stale.value).toBe(true);
  await bring(file('b.csv'));
  expect(stale.value).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(again).not.toHaveBeenCalled();
  expect(preview.value).toEqual({ id: 'b.csv', choices: { zone: 'first' } });
});

test('[IMP3] refused, it leaves the one before as it was last read', async () => {
  const { preview, refusal, stale, file, bring, choose } = bringing({ refused: 'import.too_large' });
  await bring(file('a.csv'));
  choose({ zone: 'other' });
  await bring(file('b.csv'));
  expect([refusal.value?.refused, stale.value]).toEqual(['import.too_large', false]);
  expect(preview.value).toEqual({ id: 'a.csv', choices: { zone: 'first' } });
});
