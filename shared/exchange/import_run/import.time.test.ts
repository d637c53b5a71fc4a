import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOrderOf, instantOf, wallTime } from './import.time.ts';

const london = 'Europe/London';
const at = (text: string, zone: string): string | null => {
  const wall = wallTime(text, 'ymd');
  return wall && new Date(instantOf(wall, zone)).toISOString();
};

describe('[IMP2] times are read as the clock of the place showed them', () => {
  test('in winter, in summer, and east of it', () => {
    expect(at('2010-12-01 08:26:00', london)).toBe('2010-12-01T08:26:00.000Z');
    expect(at('2011-07-01 08:26', london)).toBe('2011-07-01T07:26:00.000Z');
    expect(at('2010-12-01 00:10:00', 'Asia/Taipei')).toBe('2010-11-30T16:10:00.000Z');
  });

  test('on the days on which the clocks are turned', () => {
    expect(at('2011-03-27 00:30', london)).toBe('2011-03-27T00:30:00.000Z');
    expect(at('2011-03-27 09:00', london)).toBe('2011-03-27T08:00:00.000Z');
    expect(at('2011-10-30 00:30', london)).toBe('2011-10-29T23:30:00.000Z');
    expect(at('2011-10-30 09:00', london)).toBe('2011-10-30T09:00:00.000Z');
    // An hour that was left out is the one after it.
    expect(at('2011-03-27 01:30', london)).toBe('2011-03-27T01:30:00.000Z');
  });

  test('in the order that fits all of the dates; what no calendar has is no date', () => {
    expect(dateOrderOf(['1/12/2010 8:26', '13/12/2010 9:00'])).toBe('dmy');
    expect(dateOrderOf(['12/1/2010 8:26', '12/13/2010 9:00'])).toBe('mdy');
    expect(dateOrderOf(['2010-12-01', '2010/12/23 17:41'])).toBe('ymd');
    expect(dateOrderOf(['13/13/2010'])).toBeNull();
    for (const text of ['', 'yesterday', '2010-02-30', '2010-12-01 25:00', '10-12-01'])
      expect(wallTime(text, 'ymd')).toBeNull();
  });

  const seconds = fc.integer({ min: 0, max: 86_399 });
  const days = fc.integer({ min: 0, max: 7_000 });
  property.prop([days, seconds, fc.constantFrom(london, 'Asia/Taipei', 'America/New_York', 'Asia/Kolkata', 'UTC')])(
    'the clock shows what was read, or that hour never was',
    (day, second, zone) => {
      const [date = ''] = new Date(Date.UTC(2005, 0, 1) + day * 86_400_000).toISOString().split('T');
      const instant = instantOf({ day: date, seconds: second }, zone);
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(instant);
      const clock = new Date(second * 1000).toISOString().slice(11, 19);
      if (shown !== `${date} ${clock}`) {
        // Left out by summer time: no instant within three hours shows it.
        for (let off = -180; off <= 180; off += 15)
          expect(
            new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(
              instant + off * 60_000,
            ),
          ).not.toBe(`${date} ${clock}`);
      }
    },
  );
});
