import { expect, test } from 'vitest';
import { type Choice, fitting, keptText, labelled, namedAt, typedText } from './written.ts';

const ann = { id: 'p-ann', kind: 'person', name: 'Chen' } as const;
const yu = { id: 'p-yu', kind: 'person', name: 'Chen Yu' } as const;
const total = { id: 'total', kind: 'field', name: 'Total' } as const;

test('[T6] a longer name is not taken for a shorter one, and what nobody chose stays text', () => {
  const labels = new Map<string, Choice>([
    ['@Chen', ann],
    ['@Chen Yu', yu],
    ['=Total', total],
  ]);
  expect(keptText('@Chen Yu and @Chen: =Total, a@b.example', labels)).toBe(
    '@{p-yu} and @{p-ann}: ={total}, a@b.example',
  );
});

test('[T6] what was said is typed again as it was, also where two people bear one name', () => {
  const kept = '@{p-ann} @{p-other} ={total}';
  const names: Record<string, string> = { 'p-ann': 'Chen', 'p-other': 'Chen', total: 'Total' };
  const { typed, labels } = typedText(kept, (piece) => names[piece.kind === 'person' ? piece.id : piece.field] ?? '');
  expect(typed).toBe('@Chen @Chen (2) =Total');
  expect(keptText(typed, labels)).toBe(kept);
  expect(labelled(labels, ann)).toBe('@Chen');
});

test('[T6] one names after a sign that begins a word, up to the second word', () => {
  expect(namedAt('Ask @Che', 8)).toEqual({ kind: 'person', begun: 'Che', from: 4 });
  expect(namedAt('請@', 2)).toBeNull();
  expect(namedAt('好，@林', 4)).toEqual({ kind: 'person', begun: '林', from: 2 });
  expect(namedAt('@Chen Y', 7)).toEqual({ kind: 'person', begun: 'Chen Y', from: 0 });
  expect(namedAt('@Chen Yu is', 11)).toBeNull();
  expect(namedAt('mail a@b', 8)).toBeNull();
  expect(namedAt('=tot', 4)).toEqual({ kind: 'field', begun: 'tot', from: 0 });
});

test('[T6] who begins with what was typed comes first', () => {
  expect(fitting([{ ...yu, name: 'Lin Chen' }, ann, total], 'che', 5).map(({ name }) => name)).toEqual([
    'Chen',
    'Lin Chen',
  ]);
});
