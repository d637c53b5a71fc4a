/** The API as one person may use it, in OpenAPI 3.1: read from the catalogue, the commands and the person's rights. */
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type { Rights } from '../../shared/access/permit.ts';
import type { Command } from '../../shared/base/command.ts';
import { isRefusal } from '../../shared/base/decision.ts';
import type { Field } from '../../shared/base/fields.ts';
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { commandNamed, commandNames } from '../../shared/commands.ts';
import { tableNames } from '../../shared/exchange/tables/table.names.ts';
import { barredTable } from '../../shared/exchange/tables/table.permit.ts';
import { measures } from '../../shared/insight/measures.ts';
import { LIMITS } from '../../shared/live/protocol.ts';
import { planOf } from '../insight/figure.plan.ts';
import { barredRights } from './barred.ts';
import type { Labels } from './labels.ts';
import { documentPaths, figurePaths, importPaths, refusalSchema, sessionPaths, tablePaths } from './openapi-fixed.ts';
import { answer, body, type Described, operation, parameter, ref } from './openapi-parts.ts';

const kinds: { readonly [kind in Field['kind']]: Described } = {
  id: { type: 'string' },
  ref: { type: 'string' },
  text: { type: 'string' },
  enum: { type: 'string' },
  flag: { type: 'boolean' },
  money: { type: 'integer' },
  price: { type: 'integer' },
  quantity: { type: 'integer' },
  integer: { type: 'integer' },
  ppm: { type: 'integer' },
  day: { type: 'string', format: 'date' },
  instant: { type: 'integer' },
  json: {},
};
const explained: ReadonlySet<Field['kind']> = new Set(['ref', 'money', 'price', 'quantity', 'ppm', 'instant']);

const fieldSchema = (noun: NounName, name: string, field: Field, labels: Labels): Described => {
  const { type, ...rest } = kinds[field.kind];
  const unit = explained.has(field.kind)
    ? ` · ${labels.text(`api.kinds.${field.kind}`, { noun: field.of ?? '' })}`
    : '';
  return {
    ...(type === undefined ? {} : { type: field.nullable ? [type, 'null'] : type }),
    ...rest,
    ...(field.values ? { enum: field.nullable ? [...field.values, null] : field.values } : {}),
    ...(field.max !== undefined && field.kind === 'text' ? { maxLength: field.max } : {}),
    description: `${labels.field(noun, name)}${unit}`,
  };
};

/** The nouns of which the person may read any row, with the fields that they may ever see. */
export const readable = (rights: Rights): readonly NounName[] =>
  nounNames.filter((noun) => !nounNamed(noun).unlogged && rights.view(noun).grants.length > 0);

const rowSchema = (noun: NounName, rights: Rights, labels: Labels): Described => {
  const view = rights.view(noun);
  const fields = Object.entries(nounNamed(noun).fields).filter(([name]) => view.ever(name));
  const properties = Object.fromEntries(fields.map(([name, field]) => [name, fieldSchema(noun, name, field, labels)]));
  // A field may be absent from any row: whether it shows is decided row by row.
  return { type: 'object', properties: { id: { type: 'string' }, ...properties }, required: ['id'] };
};

/** Names of declared fields that the person can neither see nor write anywhere; of nouns that no door serves, none is named at all. */
export const hiddenNames = (rights: Rights): ReadonlySet<string> => {
  const all = new Set<string>();
  const known = new Set<string>();
  for (const noun of nounNames.filter((one) => !nounNamed(one).unlogged)) {
    const view = rights.view(noun);
    const written = new Set(
      ['create', 'update'].flatMap((action) => rights.grants(noun, action).flatMap(({ groups }) => groups)),
    );
    for (const [name, field] of Object.entries(nounNamed(noun).fields)) {
      all.add(name);
      if (view.ever(name) || written.has(field.group)) known.add(name);
    }
  }
  return new Set([...all].filter((name) => !known.has(name)));
};

type Node = { [key: string]: unknown };
/** The schema without optional properties that bear a hidden field's name, at any depth. */
const without = (schema: unknown, hidden: ReadonlySet<string>): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => without(one, hidden));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { properties, required = [], ...rest } = schema as Node & { properties?: Node; required?: string[] };
  const kept = Object.entries(properties ?? {}).filter(([name]) => required.includes(name) || !hidden.has(name));
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, without(value, hidden)])),
    ...(properties
      ? { properties: Object.fromEntries(kept.map(([name, value]) => [name, without(value, hidden)])) }
      : {}),
    ...(required.length > 0 ? { required } : {}),
  };
};

const inputSchema = (command: Command, hidden: ReadonlySet<string>): Described => {
  const { $schema: _schema, ...schema }: JsonSchema = toJsonSchema(command.input, {
    errorMode: 'ignore',
    typeMode: 'input',
    target: 'draft-2020-12',
  });
  return without(schema, hidden) as Described;
};

const nounPaths = (noun: NounName, labels: Labels): Described => {
  const { plural } = nounNamed(noun);
  const tags = [labels.noun(noun)];
  const text = (key: string): string => labels.text(`api.${key}`);
  const question = [
    parameter('filter', 'query', { type: 'string' }, text('filter')),
    parameter('search', 'query', { type: 'string', maxLength: LIMITS.search }, text('search')),
    parameter('sort', 'query', { type: 'string' }, text('sort')),
  ];
  const paging = [
    parameter('limit', 'query', { type: 'integer', minimum: 1, maximum: LIMITS.window, default: 100 }, text('limit')),
    parameter('cursor', 'query', { type: 'string' }, text('cursor')),
  ];
  const id = parameter('id', 'path', { type: 'string' }, '');
  const page = {
    type: 'object',
    properties: { rows: { type: 'array', items: ref(noun) }, next: { type: ['string', 'null'] } },
    required: ['rows', 'next'],
  };
  const file = [
    parameter('fields', 'query', { type: 'string' }, text('fields')),
    parameter('lang', 'query', { type: 'string', enum: ['en', 'zh-TW', 'zh-CN'] }, text('lang')),
  ];
  return {
    [`/api/${plural}`]: {
      get: operation(text('list'), tags, { parameters: [...question, ...paging] }, answer(200, page)),
    },
    [`/api/${plural}/{id}`]: { get: operation(text('row'), tags, { parameters: [id] }, answer(200, ref(noun))) },
    [`/api/${plural}/{id}/timeline`]: {
      get: operation(text('timeline'), tags, { parameters: [id] }, answer(200, { type: 'object' })),
    },
    [`/api/export/${plural}.csv`]: {
      get: operation(
        text('export'),
        tags,
        { parameters: [...question, ...file] },
        answer(200, { type: 'string' }, 'text/csv'),
      ),
    },
  };
};

/** The commands that the person may ever give on any row, by name. */
export const permitted = (rights: Rights): readonly string[] =>
  commandNames.filter((name) => {
    const command = commandNamed(name);
    return command && !command.internal && !command.secret && rights.mayEver(command.on, command.may);
  });

const commandPath = (name: string, hidden: ReadonlySet<string>, labels: Labels): Described => {
  const command = commandNamed(name) as Command;
  const key = parameter(
    'Idempotency-Key',
    'header',
    { type: 'string', pattern: '^[\\w.:-]{8,80}$' },
    labels.text('api.key'),
    true,
  );
  const done = {
    type: 'object',
    properties: { ok: { const: true }, answer: { type: 'object' }, rows: { type: 'array', items: { type: 'object' } } },
    required: ['ok', 'answer', 'rows'],
  };
  return {
    [`/api/commands/${name}`]: {
      post: operation(
        name,
        [labels.noun(command.on)],
        { parameters: [key], requestBody: body(inputSchema(command, hidden)) },
        answer(200, done),
      ),
    },
  };
};

/** Names of the measures of which the person may see anything. */
const figuresFor = (rights: Rights): readonly string[] =>
  measures
    .filter(({ name }) => !isRefusal(planOf({ measure: name }, '2000-01-01', (noun) => rights.view(noun))))
    .map(({ name }) => name);

/** The whole document. It holds no row, no value, no role and no name that anyone gave, only what the product declares. */
export const openapiFor = (rights: Rights, labels: Labels): Described => {
  const hidden = hiddenNames(rights);
  const nouns = readable(rights);
  return {
    openapi: '3.1.0',
    info: { title: 'Crossdock', version: '1', description: labels.text('api.about') },
    servers: [{ url: '/' }],
    security: [{ session: [] }],
    paths: {
      ...sessionPaths(labels),
      ...Object.assign({}, ...nouns.map((noun) => nounPaths(noun, labels))),
      ...Object.assign({}, ...permitted(rights).map((name) => commandPath(name, hidden, labels))),
      ...figurePaths(figuresFor(rights), labels),
      ...(rights.mayEver('order', 'print') ? documentPaths(labels) : {}),
      ...(barredRights(rights) ? {} : importPaths(labels)),
      ...tablePaths(
        labels,
        tableNames.filter((name) => barredTable(name, rights) === null),
      ),
    },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'crossdock' } },
      schemas: {
        ...Object.fromEntries(nouns.map((noun) => [noun, rowSchema(noun, rights, labels)])),
        refusal: refusalSchema,
      },
    },
  };
};
