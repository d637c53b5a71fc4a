import { expect, test } from 'vitest';
import type { RowOf } from '../../catalogue.ts';
import { nextDigest } from '../mail_choice/mail_choice.rules.ts';
import type { Outcome } from './mail.commands.ts';
import { ATTEMPTS, HELD, settle, TOO_OLD, take, WAITS } from './mail.rules.ts';

type Mail = RowOf<'mail'>;
const NOW = 1_000_000_000;
const moment = { now: NOW, newId: () => 'new-1', actor: { id: 'system' } };
const mail = (set: Partial<Mail> = {}): Mail => ({
  id: 'mail-1',
  personId: 'mei',
  kind: 'digest',
  state: 'sending',
  at: NOW,
  dueAt: NOW,
  attempts: 1,
  reason: null,
  code: null,
  settledAt: null,
  newsId: null,
  since: 0,
  holder: 'me',
  ...set,
});
const changed = (decision: ReturnType<typeof settle>): unknown => {
  if ('refused' in decision) throw new Error(decision.refused);
  return decision.changes.map((change) => (change.op === 'delete' ? null : change.set));
};
const settled = (target: Mail | null, outcome: Outcome, holder = 'me') =>
  changed(settle({ target }, { holder, outcome }, moment));

test('[MAIL1] the next digest is on the day that was chosen, today only before its hour', () => {
  const wanted = (digest: 'none' | 'daily' | 'weekly', weekday = 1) => ({ mentions: false, digest, hour: 8, weekday });
  const monday = (hour: number) => ({ today: '2026-03-02', hour });
  expect(nextDigest(wanted('none'), monday(7))).toBeNull();
  expect(nextDigest(wanted('daily'), monday(7))).toBe('2026-03-02');
  expect(nextDigest(wanted('daily'), monday(8))).toBe('2026-03-03');
  expect(nextDigest(wanted('weekly'), monday(7))).toBe('2026-03-02');
  expect(nextDigest(wanted('weekly'), monday(8))).toBe('2026-03-09');
  expect(nextDigest(wanted('weekly', 3), monday(23))).toBe('2026-03-04');
  expect(nextDigest(wanted('weekly', 7), monday(0))).toBe('2026-03-08');
});

test('[MAIL5] what failed is tried again later and later, eight times within a day, and then told as failed', () => {
  const fails: Outcome = { as: 'failed', reason: 'unreachable', code: null, forGood: false };
  let spent = 0;
  for (const [n, wait] of WAITS.entries()) {
    expect(settled(mail({ attempts: n + 1 }), fails)).toEqual([
      { state: 'waiting', holder: null, dueAt: NOW + wait, reason: 'unreachable', code: null },
    ]);
    spent += wait;
  }
  expect(spent).toBeLessThan(TOO_OLD);
  const failed = [{ state: 'failed', reason: 'unreachable', code: null, holder: null, settledAt: NOW }];
  expect(settled(mail({ attempts: ATTEMPTS }), fails)).toEqual(failed);
  expect(settled(mail(), { as: 'failed', reason: 'address', code: 550, forGood: true })).toMatchObject([
    { state: 'failed', reason: 'address', code: 550 },
  ]);
});

test('[MAIL4] only who holds a mail says what became of it', () => {
  const sent: Outcome = { as: 'sent' };
  expect(settled(mail({ holder: 'another' }), sent)).toEqual([]);
  expect(settled(mail({ state: 'waiting', holder: null }), sent)).toEqual([]);
  expect(settled(null, sent)).toEqual([]);
  expect(settled(mail(), sent)).toMatchObject([{ state: 'sent', holder: null }]);
  expect(settled(mail({ attempts: 3 }), { as: 'back' })).toEqual([
    { state: 'waiting', holder: null, dueAt: NOW, attempts: 2 },
  ]);
});

test('[MAIL4] what is taken is held for five minutes; what is a day old, or was tried too often, is not sent any more', () => {
  const due = [
    mail({ id: 'new', state: 'waiting', attempts: 0 }),
    mail({ id: 'lost', state: 'sending', holder: 'a dead one' }),
    mail({ id: 'old', state: 'waiting', attempts: 0, at: NOW - TOO_OLD - 1 }),
    mail({ id: 'tired', state: 'sending', attempts: ATTEMPTS }),
  ];
  const decision = take({ due }, { holder: 'me' }, moment);
  if ('refused' in decision) throw new Error(decision.refused);
  expect(decision.answer).toEqual({ ids: ['new', 'lost'] });
  expect(decision.changes).toMatchObject([
    { id: 'new', set: { state: 'sending', holder: 'me', dueAt: NOW + HELD, attempts: 1 } },
    { id: 'lost', set: { state: 'sending', holder: 'me', attempts: 2 } },
    { id: 'old', set: { state: 'dropped', reason: 'too_old' } },
    { id: 'tired', set: { state: 'failed' } },
  ]);
});
