import { type Binding, type Cells, holds } from '../base/condition.ts';
import { fieldNamed, type NounName } from '../catalogue.ts';
import { type View, viewOf } from './project.ts';
import { type Grant, grantsOf, type Rule } from './rule.ts';

export type Rights = {
  readonly actor: Binding;
  readonly rules: readonly Rule[];
  grants(noun: NounName, action: string): readonly Grant[];
  view(noun: NounName): View;
  /** May the action be done on this row? */
  may(noun: NounName, action: string, row: Cells): boolean;
  /** May the action be done on any row at all? For menus and buttons without a row. */
  mayEver(noun: NounName, action: string): boolean;
  /** The first of `fields` that may not be written on this row by `create` or `update`; null when all may. */
  unwritable(noun: NounName, action: 'create' | 'update', row: Cells, fields: readonly string[]): string | null;
};

/** The one evaluator of permission: binds a person's rules once, and answers every question about them. */
export const rightsOf = (rules: readonly Rule[], actor: Binding): Rights => {
  const grantCache = new Map<string, readonly Grant[]>();
  const views = new Map<NounName, View>();
  const grants = (noun: NounName, action: string): readonly Grant[] => {
    const key = `${noun}.${action}`;
    let found = grantCache.get(key);
    if (!found) {
      found = grantsOf(rules, noun, action, actor);
      grantCache.set(key, found);
    }
    return found;
  };
  const viewFor = (noun: NounName): View => {
    let view = views.get(noun);
    if (!view) {
      view = viewOf(noun, grants(noun, 'read'), viewFor);
      views.set(noun, view);
    }
    return view;
  };
  return {
    actor,
    rules,
    grants,
    view: viewFor,
    may: (noun, action, row) => grants(noun, action).some((grant) => holds(grant.rows, row)),
    mayEver: (noun, action) => grants(noun, action).length > 0,
    unwritable: (noun, action, row, fields) => {
      const admitted = grants(noun, action).filter((grant) => holds(grant.rows, row));
      for (const name of fields) {
        const group = fieldNamed(noun, name)?.group;
        if (group === undefined || !admitted.some((grant) => grant.groups.includes(group))) return name;
      }
      return null;
    },
  };
};
