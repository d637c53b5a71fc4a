import { Hono } from 'hono';
import { maskedBy, type Sentence, type Why, why } from '../../shared/access/why.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isStorable } from '../../shared/base/text.ts';
import { isNoun, nounNamed, type RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import type { Actor } from '../write/handlers.ts';
import { type Door, type House, statusOf } from './context.ts';

/** Whose rules decide: the person's who asks, or of whom or of which role they see as. */
const rolesOf = async (query: Query, seal: Seal, { id, viewing }: Actor): Promise<readonly string[]> => {
  if (viewing?.kind === 'role') return [viewing.of];
  const [found] = await query.all(`${selectSql('person')} WHERE "id" = ?`, [viewing?.of ?? id]);
  return found ? (decode('person', found, seal, ['roleIds']).roleIds as readonly string[]) : [];
};

/** What they may do for whoever they stand in for. */
const standing = (subject: Actor | null): readonly Sentence[] =>
  (subject?.deputy?.standsIn ?? []).flatMap(({ name, until, rights }) =>
    rights.rules.map((rule) => ({ ...rule, role: '', for: { name, until } })),
  );

/** Their rules with the names of the roles that they come from. Three statements. */
const sentencesOf = async (query: Query, seal: Seal, actor: Actor): Promise<readonly Sentence[]> => {
  const roleIds = await rolesOf(query, seal, actor);
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
 * of my sight answers as one that is missing. While I see as another it is theirs, and what I may not read besides is masked. Of a noun that is none of mine nothing is told but that I have no rule for it.
 */
export const whyRoute = (house: House): Hono<Door> => {
  const app = new Hono<Door>();
  const { store, seal } = house.company;
  app.get('/why', async (c) => {
    const { noun = '', id, action = 'read', field = null } = c.req.query() as { [name: string]: string | undefined };
    const told = await house.live.reading<Why | Refusal>(c.var.actor, async (rights, actor) => {
      const { viewing } = actor;
      const subject = viewing
        ? viewing.kind === 'person'
          ? await house.company.people.actor(viewing.of)
          : null
        : actor;
      if (!isNoun(noun) || nounNamed(noun).unlogged) return { refused: 'unknown_noun' };
      return store.read(async (query) => {
        let row: ReturnType<typeof decode> | null = null;
        if (id !== undefined) {
          const [found] = isStorable(id) ? await query.all(`${selectSql(noun)} WHERE "id" = ?`, [id]) : [];
          row = found ? decode(noun, found, seal) : null;
          if (!row || !rights.view(noun).sees(row)) return { refused: 'missing' };
        }
        const asked = { noun, action, field };
        const sentences = [...(await sentencesOf(query, seal, actor)), ...standing(subject)];
        const told = why(sentences, rights.actor, asked, row);
        return viewing ? maskedBy(told, rights, asked, row) : told;
      });
    });
    return 'refused' in told ? c.json(told, statusOf(told)) : c.json(told);
  });
  return app;
};
