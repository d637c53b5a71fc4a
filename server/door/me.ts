import { Hono } from 'hono';
import type { Rights } from '../../shared/access/permit.ts';
import { rowsOf } from '../../shared/access/rule.ts';
import type { Binding } from '../../shared/base/condition.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { startOf } from '../insight/board/start.ts';
import { decode, selectSql } from '../store/tables.ts';
import { settingOf } from '../system/settings.ts';
import type { Actor, StandIn, ViewedAs } from '../write/handlers.ts';
import { type Door, type House, statusOf } from './context.ts';

/** Whom a person's rules are bound to; their roles by id only where one of the rules asks for them. */
const bindingFor = ({ rules, actor: { circles, ...binding } }: Rights): Binding => {
  const asks = rules.some((rule) => JSON.stringify(rowsOf(rule)).includes('"circles"'));
  return asks && circles ? { ...binding, circles } : binding;
};

/** What a screen says of a viewing that it stands under: names of groups, never what is in them. */
const viewingTold = (viewing: ViewedAs, by: string) => {
  const { id, kind, of, name, since, until, may, deeds, masked } = viewing;
  return { id, kind, of, name, since, until, may, deeds, masked, by };
};

const toldOf = ({ id, name, until, rights }: StandIn) => ({ id, name, until, rules: rights.rules });

/** Who they are and what they may, by the rights of now. */
const meOf = async (house: House, actor: Actor) => {
  const { store, seal } = house.company;
  const { viewing } = actor;
  const found = await store.read(async (query) => {
    const [person] = await query.all(`${selectSql('person')} WHERE "id" = ?`, [actor.id]);
    const row = person && (decode('person', person, seal) as unknown as RowOf<'person'>);
    const roleIds = (row?.roleIds ?? []) as readonly string[];
    const roles =
      roleIds.length === 0
        ? []
        : await query.all(
            `${selectSql('role')} WHERE "id" IN (${roleIds.map(() => '?').join(', ')}) ORDER BY "code"`,
            roleIds,
          );
    return {
      row,
      roles: roles.map((one) => decode('role', one, seal) as unknown as RowOf<'role'>),
      start: await startOf(query, seal, actor),
      organisation: await settingOf(query, 'organisation'),
      taxRounding: await settingOf(query, 'tax.rounding'),
      quoteDays: await settingOf(query, 'quote.days'),
    };
  });
  const { row, roles, start, organisation, taxRounding, quoteDays } = found;
  return {
    person: {
      // Whose rows are one's own.
      id: actor.rights.actor.id,
      name: viewing?.name ?? actor.name,
      email: viewing?.email ?? row?.email ?? '',
      language: row?.language ?? 'en',
      discountAuthority: actor.discountAuthority,
    },
    roles: viewing?.roles ?? roles.map(({ name }) => name),
    home: viewing?.home ?? roles[0]?.home ?? '/orders',
    // The board that they chose to begin at instead.
    start,
    // Totals are reckoned on the screen by the same code as here, so it needs the same policy.
    organisation: { ...organisation, taxRounding, quoteDays },
    demo: house.demo.active(),
    // Whether mail goes out, so that nobody chooses what would never come.
    mail: house.mailing.state(),
    // Their own sentences and whom they are bound to: the same evaluator on the screen offers what the server would take.
    rules: actor.rights.rules,
    binding: bindingFor(actor.rights),
    // For whom they decide meanwhile, with the sentences that they have by that alone.
    standsIn: viewing ? [] : (actor.deputy?.standsIn ?? []).map(toldOf),
    viewing: viewing && viewingTold(viewing, actor.name),
  };
};

/** What the signed-in person's screens need to know of themselves: who, where they begin, what they may. */
export const me = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal, passwords, sessions, clock } = house.company;

  app.get('/me', async (c) => {
    const told = await house.live.reading(c.var.actor, (_rights, actor) => meOf(house, actor));
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });

  app.get('/sessions', async (c) => {
    const { rights, viewing } = c.var.actor;
    const rows = await sessions.listOf(rights.actor.id);
    return c.json({
      rows: (viewing ? rows.filter((row) => rights.view('session').sees(row)) : rows).map(
        ({ id, startedAt, seenAt, agent }) => ({
          id,
          startedAt,
          seenAt,
          agent,
          current: id === c.var.session.id,
        }),
      ),
    });
  });
  app.delete('/sessions/:id', async (c) => {
    const ended = await sessions.end(c.var.actor.id, c.req.param('id'));
    house.live.end({ sessionIds: ended });
    return ended.length > 0 ? c.body(null, 204) : c.json({ refused: 'missing' }, 404);
  });

  /** A person's sessions, for whoever may see and end them. */
  app.get('/people/:id/sessions', async (c) => {
    const view = c.var.actor.rights.view('session');
    const rows = (await sessions.listOf(c.req.param('id'))).flatMap((row) => view.project(row) ?? []);
    return c.json({ rows: rows.map(({ id, startedAt, seenAt, agent }) => ({ id, startedAt, seenAt, agent })) });
  });
  app.delete('/people/:id/sessions', async (c) => {
    const { rights } = c.var.actor;
    // Those within reach alone: others of the same person may not be.
    const ended = await sessions.end(
      c.req.param('id'),
      null,
      (row) => rights.view('session').sees(row) && rights.may('session', 'end', row),
    );
    house.live.end({ sessionIds: ended });
    return ended.length > 0 ? c.body(null, 204) : c.json({ refused: 'missing' }, 404);
  });

  app.delete('/people/:id/sessions/:session', async (c) => {
    const { rights } = c.var.actor;
    const row = (await sessions.listOf(c.req.param('id'))).find(({ id }) => id === c.req.param('session'));
    if (!row || !rights.view('session').sees(row) || !rights.may('session', 'end', row))
      return c.json({ refused: 'missing' }, 404);
    house.live.end({ sessionIds: await sessions.end(row.personId, row.id) });
    return c.body(null, 204);
  });

  /** A one-time link to set a password, to be handed over by the administrator: it is answered once and kept nowhere. */
  app.post('/people/:id/link', async (c) => {
    const id = c.req.param('id');
    const [person] = await store.read((query) => query.all(`${selectSql('person')} WHERE "id" = ?`, [id]));
    const row = person && decode('person', person, seal);
    const { rights } = c.var.actor;
    if (!row || !rights.view('person').sees(row)) return c.json({ refused: 'missing' }, 404);
    if (!rights.may('person', 'reset', row)) return c.json({ refused: 'not_permitted' }, 403);
    if (row.status === 'suspended') return c.json({ refused: 'person.not_in_state' }, 409);
    return c.json({ token: await passwords.link(id, clock(), c.var.actor.id) });
  });
  return app;
};
