import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, ppmInput, reasonInput, textInput } from '../../base/input.ts';
import { languages } from './person.fields.ts';

/** Roles of one person and warehouses of one person, at most. */
const MANY = 50;
const ids = v.pipe(v.array(idInput), v.maxLength(MANY));

/** Signing in asks for it in lower case, and so it is kept. */
const emailInput = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(200),
  v.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
);

const account = {
  name: textInput(120),
  email: emailInput,
  roleIds: ids,
  warehouseIds: ids,
  teamId: v.nullable(idInput),
  language: v.picklist(languages),
  /** ppm that a seller may give alone. */
  discountAuthority: ppmInput,
};

export const personCommands = {
  /**
   * Makes the person known as `invited`; the link by which they choose a password is made apart and never logged. Roles that
   * give more than nothing wait for a second person, if there is one.
   */
  'person.invite': commandOf({
    on: 'person',
    may: 'create',
    input: v.strictObject(account),
    writes: () => ({ person: Object.keys(account) }),
  }),
  /** What gives the person more waits for a second person, if there is one; the rest is done. */
  'person.update': commandOf({
    on: 'person',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(account.name)),
        email: v.optional(editOf(account.email)),
        roleIds: v.optional(editOf(account.roleIds)),
        warehouseIds: v.optional(editOf(account.warehouseIds)),
        teamId: v.optional(editOf(account.teamId)),
        language: v.optional(editOf(account.language)),
        discountAuthority: v.optional(editOf(account.discountAuthority)),
      }),
      why: v.optional(reasonInput),
    }),
    writes: (input) => ({ person: Object.keys(input.set) }),
  }),
  'person.suspend': commandOf({
    on: 'person',
    may: 'suspend',
    input: v.strictObject({ id: idInput, why: v.optional(reasonInput) }),
  }),
  /** After a suspension, or when an invitation was followed. */
  'person.activate': commandOf({ on: 'person', may: 'activate', input: v.strictObject({ id: idInput }) }),
} as const;
