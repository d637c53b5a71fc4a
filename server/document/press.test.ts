import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pdfText } from '../../tests/pdf-text.ts';
import type { Paper } from './paper.ts';
import { Press, type PressLimits } from './press.ts';

const line = (name: string) => ({
  sku: 'SKU-1',
  name,
  mark: null,
  quantity: '2 PCS',
  price: '10.00',
  discount: '',
  amount: '20.00',
});
const paper = (over: Partial<Paper> = {}): Paper => ({
  language: 'en',
  title: 'Quotation',
  number: 'SO-000001',
  day: '2026-03-02',
  letterhead: { name: 'Trial Trading', lines: ['7 Harbour Road'] },
  parties: [{ label: 'Customer', name: 'Formosa Hardware', lines: [] }],
  facts: [{ label: 'Date', value: '2026-03-02' }],
  columns: { item: 'Item', quantity: 'Quantity', price: 'Price', discount: null, amount: 'Amount' },
  lines: [line('Hammer')],
  sums: [{ label: 'Total', value: '20.00', strong: true }],
  formal: null,
  closing: null,
  ...over,
});

let faults: unknown[];
let press: Press;
const begin = (limits: Partial<PressLimits> = {}): void => {
  faults = [];
  press = new Press((error) => faults.push(error), limits);
};
beforeEach(() => begin());
afterEach(() => press.close());

const bytesOf = (answer: Awaited<ReturnType<Press['print']>>): Uint8Array => {
  if ('refused' in answer) throw new Error(`refused ${answer.refused}: ${(faults[0] as Error | undefined)?.cause}`);
  return answer.pdf;
};

describe('[DOC1] the press sets what it is given and nothing else', () => {
  test('texts are no markup, in three scripts, with every glyph', async () => {
    const names = [
      '#read("/etc/passwd") $x$ *b* _i_ \\ @a <l> //',
      '門 發 單 賬',
      '发 单 账 门',
      '𠮷野家 Ōsaka Zürich',
    ];
    for (const language of ['en', 'zh-TW', 'zh-CN'] as const) {
      const bytes = bytesOf(await press.print('me', paper({ language, lines: names.map(line) })));
      const { pages, about } = await pdfText(bytes);
      for (const name of names) expect(pages.join('\n').replaceAll(/\s/g, '')).toContain(name.replaceAll(/\s/g, ''));
      expect(about).toContain('Quotation SO-000001');
      // The archive's standard, which refuses a text without a glyph.
      expect(Buffer.from(bytes).toString('latin1')).toMatch(/pdfaid:part>2<[\s\S]*pdfaid:conformance>A</);
    }
    expect(faults).toEqual([]);
  });

  test('a sign that no font has is a box, and said to be missing; one that steers a terminal is a space', async () => {
    const answer = await press.print('me', paper({ lines: [line('ham\u{E0F3}mer\u0007bell')] }));
    expect(answer).toMatchObject({ missing: '\u{E0F3}' });
    expect((await pdfText(bytesOf(answer))).pages.join()).toContain('mer bell');
    expect(await press.print('me', paper())).toMatchObject({ missing: '' });
    expect(faults).toEqual([]);
  });

  test('five hundred lines go over pages, each with its number', async () => {
    const lines = Array.from({ length: 500 }, (_, at) => line(`Goods ${at}`));
    const { pages } = await pdfText(bytesOf(await press.print('me', paper({ lines }))));
    expect(pages.length).toBeGreaterThan(10);
    pages.forEach((page, at) => {
      expect(page).toContain(`${at + 1} / ${pages.length}`);
    });
  });

  test('nothing of a document is in the next one', async () => {
    await press.print('me', paper({ number: 'FIRST-77', lines: [line('Secret goods')] }));
    const { pages, about } = await pdfText(bytesOf(await press.print('you', paper())));
    expect(`${pages.join()} ${about}`).not.toMatch(/FIRST-77|Secret/);
  });
});

describe('[DOC2] the press is bounded, and comes back', () => {
  test('who asks for too much waits outside; everybody else is served', async () => {
    begin({ waiting: 4, waitingEach: 2 });
    const mine = Array.from({ length: 5 }, () => press.print('me', paper()));
    const yours = press.print('you', paper());
    const answers = await Promise.all(mine);
    expect(answers.map((one) => 'refused' in one)).toEqual([false, false, false, true, true]);
    expect(answers.at(-1)).toEqual({ refused: 'document.busy' });
    expect('refused' in (await yours)).toBe(false);
  });

  test('a document beyond its time is given up, and the next one is set', async () => {
    begin({ time: 1 });
    expect(await press.print('me', paper())).toEqual({ refused: 'document.failed' });
    expect(String(faults[0])).toContain('took too long');
    press.close();
    begin();
    expect('refused' in (await press.print('me', paper()))).toBe(false);
  });

  test('beyond its memory the process ends, and no word of the document is reported', async () => {
    begin({ memory: 20 * 1024 * 1024 });
    expect(await press.print('me', paper({ lines: [line('Secret goods')] }))).toEqual({ refused: 'document.failed' });
    expect(String(faults[0])).toMatch(/the press ended with SIGKILL/);
    expect(JSON.stringify(faults.map(String))).not.toContain('Secret');
  });

  test('the event loop is free while a document is set', async () => {
    await press.print('me', paper());
    let longest = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const lines = Array.from({ length: 500 }, (_, at) => line(`Goods ${at}`));
    const began = performance.now();
    await press.print('me', paper({ lines }));
    const took = performance.now() - began;
    await sleep(20);
    clearInterval(beat);
    expect([longest < Math.max(250, took), longest]).toEqual([true, longest]);
  });

  test('closing refuses what waits', async () => {
    const waiting = [press.print('me', paper()), press.print('me', paper())];
    press.close();
    expect(await Promise.all(waiting)).toEqual([{ refused: 'document.failed' }, { refused: 'document.failed' }]);
    expect(await press.print('me', paper())).toEqual({ refused: 'document.busy' });
    expect(faults).toEqual([]);
  });
});
