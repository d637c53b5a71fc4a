import { expect, test, vi } from 'vitest';
import { effectScope, ref } from 'vue';
import { type Findable, useFindBox } from './find-box.ts';

test('[P13] a search that nobody answers says so instead of what was found before, and the next answer takes its place', async () => {
  let answers = true;
  const search = async (text: string): Promise<readonly Findable[]> => {
    if (!answers) throw new Error('no connection');
    return [{ id: text }];
  };
  const scope = effectScope();
  const box = scope.run(() => useFindBox(search, () => {}, null, ref()));
  if (!box) throw new Error('no scope');
  const shown = () => ({ open: box.open.value, failed: box.failed.value, found: box.found.value.map(({ id }) => id) });
  box.text.value = 'GAS';
  await vi.waitFor(() => expect(shown()).toEqual({ open: true, failed: false, found: ['GAS'] }));
  answers = false;
  box.text.value = 'VALVE';
  await vi.waitFor(() => expect(shown()).toEqual({ open: true, failed: true, found: [] }));
  answers = true;
  box.text.value = 'VALVE-20';
  await vi.waitFor(() => expect(shown()).toEqual({ open: true, failed: false, found: ['VALVE-20'] }));
  scope.stop();
});
