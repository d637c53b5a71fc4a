import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, reasonInput, textInput } from '../../base/input.ts';
import { rowScopes } from './role.fields.ts';

export const RULES_AT_MOST = 200;

const homeInput = v.pipe(v.string(), v.maxLength(40), v.regex(/^\/[a-z0-9_/-]*$/));

/** A rule as its editor sends it; what stands in `when` is judged by role.condition.ts. */
const ruleInput = v.strictObject({
  on: v.pipe(v.string(), v.maxLength(60)),
  may: v.pipe(v.string(), v.maxLength(60)),
  scope: v.picklist(rowScopes),
  when: v.nullable(v.record(v.string(), v.unknown())),
  groups: v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(30)),
});
export type RuleInput = v.InferOutput<typeof ruleInput>;

export const roleCommands = {
  'role.create': commandOf({
    on: 'role',
    may: 'create',
    input: v.strictObject({
      code: v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z][a-z0-9_]*$/)),
      name: textInput(120),
      home: homeInput,
    }),
    writes: () => ({ role: ['code', 'name', 'home'] }),
  }),
  /** Replaces the role's rules by these; rules that stay keep their rows. What gives more waits for a second person, if there is one. */
  'role.save': commandOf({
    on: 'role',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      name: v.optional(textInput(120)),
      home: v.optional(homeInput),
      rules: v.pipe(v.array(ruleInput), v.maxLength(RULES_AT_MOST)),
      /** Ids of the rules that the edit was made from: if others stand there meanwhile, nothing is replaced. */
      from: v.optional(v.pipe(v.array(idInput), v.maxLength(RULES_AT_MOST))),
      why: v.optional(reasonInput),
    }),
    writes: ({ name, home }) => ({
      role: [...(name === undefined ? [] : ['name']), ...(home === undefined ? [] : ['home'])],
    }),
  }),
} as const;
