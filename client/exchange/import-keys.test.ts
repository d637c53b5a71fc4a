import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { computed, effectScope, nextTick, ref, shallowRef } from 'vue';
import { type ImportChoices, missingIn } from '../../shared/exchange/import_run/import.choices.ts';
import { requiredTargets } from '../../shared/exchange/import_run/import.columns.ts';

type Command = { readonly id: string; readonly run: () => void };
let commands: readonly Command[] = [];
let said: string[] = [];
let asked: string[] = [];
vi.mock('../face/palette.ts', () => ({
  useCommands: (_of: string, all: readonly Command[]) => {
    commands = all;
  },
}));
vi.mock('../face/notices.ts', () => ({ useNotices: () => ({ say: (text: string) => said.push(text) }) }));
vi.mock('../face/returning.ts', () => ({ isNowhere: () => true }));
vi.mock('../words/words.ts', () => ({
  words: { t: (key: string, { name }: { name: string }) => `${key} ${name}` },
}));
const { useImportKeys } = await import('./import-keys.ts');

beforeEach(() => {
  [commands, said, asked] = [[], [], []];
  vi.stubGlobal('HTMLElement', class {});
  vi.stubGlobal('document', {
    querySelector: (what: string) => void asked.push(what),
    getElementById: () => null,
  });
});
afterEach(() => void vi.unstubAllGlobals());

const importing = () => {
  const preview = shallowRef<{ fileName: string; missing: readonly string[] } | null>(null);
  const [reading, busy, stale] = [ref<string | null>(null), ref(false), ref(false)];
  const run = vi.fn(async () => true);
  const why = computed(() => preview.value?.missing[0] ?? null);
  const page = { preview, reading, busy, stale, run, forget: () => undefined };
  effectScope().run(() => useImportKeys(page, { why, label: () => '', again: 'imports.again' }));
  return { ...page, begin: () => commands.find(({ id }) => id === 'import.run')?.run() };
};

test('[IMP3] [K1] by key nothing runs by choices that are not read yet, and nothing is said of those before', () => {
  const { preview, stale, run, begin } = importing();
  preview.value = { fileName: 'a.csv', missing: ['rate'] };
  begin();
  expect(said).toEqual(['rate']);
  stale.value = true;
  begin();
  preview.value = { fileName: 'a.csv', missing: [] };
  begin();
  expect([said.slice(1), run.mock.calls.length]).toEqual([
    ['imports.drop.reading a.csv', 'imports.drop.reading a.csv'],
    0,
  ]);
  stale.value = false;
  begin();
  expect(run).toHaveBeenCalledOnce();
});

test('[IMP3] [K1] one goes on at whatever is missing first: a column, the rate, the warehouse', async () => {
  const choices = { columns: {}, rate: null, warehouseId: null } as unknown as ImportChoices;
  const none = Object.fromEntries(requiredTargets.map((target) => [target, null]));
  for (const missing of missingIn({ ...choices, columns: none as ImportChoices['columns'] })) {
    const { preview } = importing();
    preview.value = { fileName: 'a.csv', missing: [missing] };
    await nextTick();
    await nextTick();
  }
  expect(asked).toEqual([...requiredTargets, 'rate', 'warehouse'].map((one) => `[data-import="${one}"]`));
});
