import { expect, test } from 'vitest';
import { mentionedIn, mentionOf, piecesOf, quotedIn, quoteOf } from './comment.text.ts';

test('[T6] a text is cut at whom it names and what it quotes, and put together again it is the same', () => {
  const text = `Ask ${mentionOf('0198-ann')} about ${quoteOf('total')}, please`;
  expect(piecesOf(text)).toEqual([
    { kind: 'text', text: 'Ask ' },
    { kind: 'person', id: '0198-ann' },
    { kind: 'text', text: ' about ' },
    { kind: 'field', field: 'total' },
    { kind: 'text', text: ', please' },
  ]);
  const again = piecesOf(text).map((piece) =>
    piece.kind === 'text' ? piece.text : piece.kind === 'person' ? mentionOf(piece.id) : quoteOf(piece.field),
  );
  expect(again.join('')).toBe(text);
});

test('[T6] what only looks like a reference is text, and nobody is named twice', () => {
  for (const text of ['a@b.example', '@{}', '={1st}', '@{two words}', '={', '= {total}'])
    expect(piecesOf(text)).toEqual([{ kind: 'text', text }]);
  const twice = `${mentionOf('ann')}${mentionOf('bob')}${mentionOf('ann')}${quoteOf('total')}${quoteOf('total')}`;
  expect([mentionedIn(twice), quotedIn(twice)]).toEqual([['ann', 'bob'], ['total']]);
  expect(piecesOf('')).toEqual([]);
});
