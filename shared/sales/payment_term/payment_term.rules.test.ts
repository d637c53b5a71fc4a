import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { isRefusal } from '../../base/decision.ts';
import { set, termOf, termsIn } from './payment_term.rules.ts';

const moment = { newId: () => 'new' };
const term = (code: string, cells: object) =>
  insertedRow('payment_term', code, { code, name: code, active: true, ...cells });
const made = (input: object, target: ReturnType<typeof term> | null = null) => {
  const decision = set({ target, count: 3 }, { code: 'X', name: 'X', settlement: 'net', ...input }, moment);
  if (isRefusal(decision)) return decision;
  const [change] = decision.changes;
  return change && 'set' in change ? change.set : null;
};

describe('[S8] payment terms', () => {
  test('what a settlement method does not ask for is not kept', () => {
    expect(made({ settlement: 'cash_on_delivery', termsDays: 30, prepaymentShare: 5 })).toMatchObject({
      termsDays: 0,
      prepaymentShare: 0,
    });
    expect(made({ termsDays: 45, prepaymentShare: 5 })).toMatchObject({ termsDays: 45, prepaymentShare: 0 });
    expect(made({ settlement: 'prepayment', termsDays: 30 })).toMatchObject({
      termsDays: 0,
      prepaymentShare: 1_000_000,
    });
    expect(made({ settlement: 'prepayment', termsDays: 30, prepaymentShare: 300_000 })).toMatchObject({
      termsDays: 30,
      prepaymentShare: 300_000,
    });
    expect(made({})).toMatchObject({ termsDays: 0, position: 40, active: true });
  });

  test('a prepayment of nothing is none, and a new one takes nobody’s code', () => {
    expect(made({ settlement: 'prepayment', prepaymentShare: 0 })).toEqual({
      refused: 'payment_term.no_share',
      field: 'prepaymentShare',
    });
    expect(made({ isNew: true }, term('X', {}))).toEqual({
      refused: 'payment_term.exists',
      field: 'code',
      with: { code: 'X' },
    });
    expect(set({ target: null, count: 100 }, { code: 'X', name: 'X', settlement: 'net' }, moment)).toMatchObject({
      refused: 'payment_term.too_many',
    });
  });

  test('what is left out of a change stays', () => {
    const deposit = term('X', { settlement: 'prepayment', termsDays: 30, prepaymentShare: 300_000 });
    expect(made({ settlement: 'prepayment', active: false }, deposit)).toMatchObject({
      termsDays: 30,
      prepaymentShare: 300_000,
      active: false,
    });
  });

  test('values go by the name of what asks for the same, first by one that is offered', () => {
    const kept = [
      term('OLD', { settlement: 'net', termsDays: 30, active: false, position: 10 }),
      term('NET30', { settlement: 'net', termsDays: 30, position: 30 }),
      term('MONTH', { settlement: 'net', termsDays: 30, position: 20 }),
      term('COD', { settlement: 'cash_on_delivery', position: 40 }),
      term('PREPAID', { settlement: 'prepayment', prepaymentShare: 1_000_000, position: 50 }),
      term('THIRD', { settlement: 'prepayment', prepaymentShare: 300_000, termsDays: 30, position: 60 }),
    ];
    const named = (settlement: 'net' | 'prepayment' | 'cash_on_delivery', termsDays: number, prepaymentShare = 0) =>
      termOf(kept, { settlement, termsDays, prepaymentShare })?.code ?? null;
    expect(named('net', 30)).toBe('MONTH');
    expect(named('net', 31)).toBeNull();
    // Of days that nobody is given none are compared.
    expect(named('cash_on_delivery', 30)).toBe('COD');
    expect(named('prepayment', 30, 1_000_000)).toBe('PREPAID');
    expect(named('prepayment', 30, 300_000)).toBe('THIRD');
    expect(named('prepayment', 0, 300_000)).toBeNull();
    expect(termOf(kept.slice(0, 1), { settlement: 'net', termsDays: 30, prepaymentShare: 0 })?.code).toBe('OLD');
    // A row whose terms are hidden from the reader goes by no name.
    expect(termOf(kept, termsIn({ settlement: 'net', termsDays: 30 }))).toBeNull();
  });
});
