import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dialects } from '../databases.ts';
import type { Answered } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';

const TYPHOON = 'Typhoon: no deliveries in the north';

describe.each(dialects)('what happened on a day, on %s', (dialect) => {
  let firm: Firm;
  beforeEach(async () => {
    firm = await Firm.open(dialect);
  });
  afterEach(() => firm.close());
  const rows = ({ body }: Answered) => (body as { rows?: readonly { readonly [field: string]: unknown }[] }).rows ?? [];

  test('[E1] [P12] who leads writes, everyone at a desk reads, and only the author takes away', async () => {
    const exec = await firm.signIn('exec');
    const { status, body } = await exec.command('occasion.note', { day: '2026-02-20', text: `  ${TYPHOON} ` });
    expect(status).toBe(200);
    const { id } = (body as { answer?: { id: string } }).answer ?? (body as { id: string });
    const note = { id, day: '2026-02-20', text: TYPHOON, authorId: firm.idOf('exec') };
    for (const code of ['exec', 'boss', 'fin', 'clerk', 'hall', 'rep', 'op', 'admin'] as const)
      expect([code, rows(await (await firm.signIn(code)).list('occasions'))]).toMatchObject([code, [note]]);
    expect(rows(await (await firm.signIn('wall')).list('occasions'))).toEqual([]);

    const refused = async (code: Code, name: string, input: object) =>
      ((await (await firm.signIn(code)).command(name, input)).body as { refused?: string }).refused;
    for (const code of ['clerk', 'rep', 'op'] as const)
      expect([code, await refused(code, 'occasion.note', { day: '2026-03-01', text: 'x' })]).toEqual([
        code,
        'not_permitted',
      ]);
    for (const code of ['boss', 'fin', 'hall', 'admin'] as const) {
      expect([code, await refused(code, 'occasion.note', { day: '2026-03-01', text: code })]).toEqual([
        code,
        undefined,
      ]);
      expect([code, await refused(code, 'occasion.remove', { id })]).toEqual([code, 'not_permitted']);
    }
    expect(await refused('exec', 'occasion.note', { day: '2026-03-01', text: 'x'.repeat(141) })).toBe('input.invalid');
    expect(await refused('exec', 'occasion.note', { day: '2026-02-30', text: 'x' })).toBe('input.invalid');
    expect(await refused('exec', 'occasion.note', { day: '2026-03-01', text: ' ' })).toBe('input.invalid');
    for (let n = 4; n < 8; n++) await firm.do('exec', 'occasion.note', { day: '2026-03-01', text: `${n}` });
    expect(await refused('boss', 'occasion.note', { day: '2026-03-01', text: 'x' })).toBe('occasion.too_many');
    expect(await refused('exec', 'occasion.remove', { id })).toBeUndefined();
    expect(rows(await exec.list('occasions')).map(({ text }) => text)).not.toContain(TYPHOON);
    expect(firm.faults).toEqual([]);
  });

  test('[E1] [LIVE1] it comes to open pages as it is written, and goes as it is taken away', async () => {
    const screen = await firm.screen('rep');
    const window = screen.open({ noun: 'occasion', where: null, search: null, sort: [], limit: 50 });
    await firm.settled();
    const { id } = await firm.do('hall', 'occasion.note', { day: '2026-03-02', text: TYPHOON });
    await firm.settled();
    expect(window.window.rows).toMatchObject([{ id, text: TYPHOON }]);
    await firm.do('hall', 'occasion.remove', { id });
    await firm.settled();
    expect(window.window.rows).toEqual([]);
  });
});
