/** Pieces of an OpenAPI document. */
export type Described = { readonly [key: string]: unknown };

export const ref = (name: string): Described => ({ $ref: `#/components/schemas/${name}` });

export const parameter = (
  name: string,
  where: 'query' | 'path' | 'header',
  schema: Described,
  description: string,
  required = where === 'path',
): Described => ({
  name,
  in: where,
  required,
  schema,
  ...(description === '' ? {} : { description }),
});

export const body = (schema: Described, type = 'application/json'): Described => ({
  required: true,
  content: { [type]: { schema } },
});

export const answer = (status: number, schema: Described | null, type = 'application/json'): Described => ({
  [status]: { description: String(status), ...(schema ? { content: { [type]: { schema } } } : {}) },
});

const refused: Described = { description: 'refusal', content: { 'application/json': { schema: ref('refusal') } } };

/** An operation with its answers; whatever else comes back is a refusal. */
export const operation = (
  summary: string,
  tags: readonly string[],
  parts: Described,
  answers: Described,
): Described => ({
  summary,
  tags,
  ...parts,
  responses: { ...answers, default: refused },
});
