import { Hono } from 'hono';
import { type Sentence, type Why, why } from '../../shared/access/why.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isStorable } from '../../shared/base/text.ts';
import { isNoun, nounNamed, type RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { type Door, type House, statusOf } from './context.ts';

/** A person's rules with the names of the roles that they come from. Two statements. */
const sentencesOf = async (query: Query, seal: Seal, personId: string): Promise<readonly Sentence[]> => {
  const [found] = await query.all(`${selectSql('person')} WHERE "id" = ?`, [personId]);
  const roleIds = found ? (decode('person', found, seal, ['roleIds']).roleIds as readonly string[]) : [];
  if (roleIds.length === 0) return [];
  const marks = roleIds.map(() => '?').join(', ');
  const roles = await query.all(`SELECT "id", "name" FROM "role" WHERE "id" IN (${marks})`, roleIds);
  const names = new Map(roles.map((role) => [role.id, String(role.name)]));
  const rules = await query.all(`${selectSql('rule')} WHERE "roleId" IN (${marks}) ORDER BY "id"`, roleIds);
  return rules.map((one) => {
    const rule = decode('rule', one, seal) as unknown as RowOf<'rule'>;
    return { ...(rule as unknown as Sentence), role: names.get(rule.roleId) ?? '' };
  });
};

/**
 * *Why?*: which of my rules decides an action or a field: on a row, or without `id` on any row of the noun at all. A row out
 * of my sight answers as one that is missing. Of a noun that is none of mine nothing is told but that I have no rule for it.
 */
export const whyRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal } = house.company;
  app.get('/why', async (c) => {
    const { noun = '', id, action = 'read', field = null } = c.req.query() as { [name: string]: string | undefined };
    const personId = c.var.actor.id;
    const told = await house.live.reading<Why | Refusal>(personId, async (rights) => {
      if (!isNoun(noun) || nounNamed(noun).unlogged) return { refused: 'unknown_noun' };
      return store.read(async (query) => {
        let row: ReturnType<typeof decode> | null = null;
        if (id !== undefined) {
          const [found] = isStorable(id) ? await query.all(`${selectSql(noun)} WHERE "id" = ?`, [id]) : [];
          row = found ? decode(noun, found, seal) : null;
          if (!row || !rights.view(noun).sees(row)) return { refused: 'missing' };
        }
        return why(await sentencesOf(query, seal, personId), rights.actor, { noun, action, field }, row);
      });
    });
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
