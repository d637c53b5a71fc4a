import { describe, expect, test } from 'vitest';
import { encodingOf, headOf, textOf } from './read-file.ts';

const big5 = Uint8Array.from([0xad, 0x71, 0xb3, 0xe6, 0x2c, 0x61]); // 訂單,a
const gb = Uint8Array.from([0xb6, 0xa9, 0xb5, 0xa5, 0x2c, 0x61]); // 订单,a
const western = Uint8Array.from([0xa3, 0x34, 0x30, 0x2c, 0x61]); // £40,a

describe('[IMP1] a file is read in the encoding that it was written in', () => {
  test('its mark, UTF-8, the reader’s own old encoding, Western last', () => {
    expect(encodingOf(Buffer.from('訂單,a'), 'en')).toBe('utf-8');
    expect(encodingOf(Uint8Array.from([0xff, 0xfe, 0x61, 0]), 'en')).toBe('utf-16le');
    expect(encodingOf(big5, 'zh-TW')).toBe('big5');
    expect(encodingOf(gb, 'zh-CN')).toBe('gb18030');
    expect(encodingOf(western, 'en')).toBe('windows-1252');
  });

  test('and what it says comes out', () => {
    expect(textOf(big5, 'big5')).toBe('訂單,a');
    expect(textOf(gb, 'gb18030')).toBe('订单,a');
    expect(textOf(western, 'windows-1252')).toBe('£40,a');
    const marked = textOf(Buffer.from('\uFEFF訂單,a\r\n1,2\r\n'), 'utf-8');
    expect(headOf(marked, ',', 3)).toEqual({ header: ['訂單', 'a'], sample: [['1', '2']] });
    const wide = textOf(Buffer.from('\uFEFF訂單,a\r\n', 'utf16le'), 'utf-16le');
    expect(headOf(wide, ',', 3)?.header).toEqual(['訂單', 'a']);
  });
});
