import { MARKED_AT_ONCE } from '../../../shared/together/notification/notification.commands.ts';
import { KEPT_DAYS, READ_KEPT_DAYS } from '../../../shared/together/notification/notification.fields.ts';
import { lapse, mark, markAll } from '../../../shared/together/notification/notification.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';

const DAY = 24 * 3_600_000;
/** Deleted in one transaction, at most. */
const LAPSED_AT_ONCE = 300;

handle('notification.read', {
  load: async (tx, { ids }, { actor }) => {
    const targets = await tx.lockAll('notification', { field: 'id', is: 'in', value: ids });
    if (targets.length < new Set(ids).size) refuseUnseen(actor, 'notification', [null]);
    return { targets };
  },
  decide: (facts, { read = true }, moment) => mark(facts, { read }, moment),
});

handle('notification.read_all', {
  load: async (tx, { upTo }, { actor }) => {
    const found = await tx.find(
      'notification',
      {
        all: [
          { field: 'personId', is: 'eq', value: actor.id },
          { field: 'readAt', is: 'eq', value: null },
          { field: 'at', is: 'le', value: upTo },
        ],
      },
      MARKED_AT_ONCE + 1,
    );
    // Also those that they do not see just now: whoever gets to see the row again has been told long ago.
    return { unread: found.slice(0, MARKED_AT_ONCE), more: found.length > MARKED_AT_ONCE };
  },
  decide: (facts, _input, moment) => markAll(facts, moment),
});

handle('notification.lapse', {
  load: async (tx, _input, { now }) => {
    const old = await tx.find(
      'notification',
      {
        any: [
          { field: 'at', is: 'lt', value: now - KEPT_DAYS * DAY },
          {
            all: [
              { field: 'readAt', is: 'ne', value: null },
              { field: 'at', is: 'lt', value: now - READ_KEPT_DAYS * DAY },
            ],
          },
        ],
      },
      LAPSED_AT_ONCE + 1,
    );
    return { old: old.slice(0, LAPSED_AT_ONCE), more: old.length > LAPSED_AT_ONCE };
  },
  decide: lapse,
});
