/** Routes that do not follow from a noun or a command. */
import { languages } from '../../shared/access/person/person.fields.ts';
import type { TableName } from '../../shared/exchange/tables/table.names.ts';
import { comparisonNames, periodNames } from '../../shared/insight/figure.ts';
import { orderDocuments } from '../../shared/sales/order/order.documents.ts';
import type { Labels } from './labels.ts';
import { answer, body, type Described, operation, parameter } from './openapi-parts.ts';

export const refusalSchema: Described = {
  type: 'object',
  properties: { refused: { type: 'string' }, field: { type: 'string' }, with: { type: 'object' } },
  required: ['refused'],
};

const text: Described = { type: 'string' };
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const sessionPaths = (labels: Labels): Described => {
  const said = (key: string): string => labels.text(`api.${key}`);
  const tags = [said('session')];
  const credentials = { type: 'object', properties: { email: text, password: text }, required: ['email', 'password'] };
  return {
    '/api/session': {
      post: { ...operation(said('signIn'), tags, { requestBody: body(credentials) }, answer(204, null)), security: [] },
      delete: operation(said('signOut'), tags, {}, answer(204, null)),
    },
    '/api/me': { get: operation(said('me'), tags, {}, answer(200, { type: 'object' })) },
    '/api/sessions': { get: operation(said('sessions'), tags, {}, answer(200, { type: 'object' })) },
    '/api/sessions/{id}': {
      delete: operation(
        said('endSession'),
        tags,
        { parameters: [parameter('id', 'path', text, '')] },
        answer(204, null),
      ),
    },
  };
};

const id = parameter('id', 'path', text, '');
const choices = body({ type: 'object', properties: { choices: { type: 'object' } }, required: ['choices'] });
const file = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
    },
    'text/csv': { schema: text },
  },
};

/** Tables that somebody may import; nothing where there is none. */
export const tablePaths = (labels: Labels, tables: readonly TableName[]): Described => {
  if (tables.length === 0) return {};
  const said = (key: string): string => labels.text(`api.${key}`);
  const tags = [labels.noun('import_run')];
  const table = parameter('table', 'path', { type: 'string', enum: [...tables] }, '');
  const asked = { parameters: [table, id], requestBody: choices };
  const object: Described = { type: 'object' };
  const path = '/api/imports/tables/{table}';
  return {
    [path]: { post: operation(said('table'), tags, { parameters: [table], requestBody: file }, answer(201, object)) },
    [`${path}/template.xlsx`]: {
      get: operation(said('template'), tags, { parameters: [table] }, answer(200, text, WORKBOOK)),
    },
    [`${path}/{id}/preview`]: { post: operation(said('preview'), tags, asked, answer(200, object)) },
    [`${path}/{id}/faults.csv`]: { post: operation(said('faults'), tags, asked, answer(200, text, 'text/csv')) },
    [`${path}/{id}/run`]: { post: operation(said('run'), tags, asked, answer(202, object)) },
  };
};

export const importPaths = (labels: Labels): Described => {
  const said = (key: string): string => labels.text(`api.${key}`);
  const tags = [labels.noun('import_run')];
  return {
    '/api/imports': { post: operation(said('upload'), tags, { requestBody: file }, answer(201, { type: 'object' })) },
    '/api/imports/{id}/preview': {
      post: operation(
        said('preview'),
        tags,
        { parameters: [id], requestBody: choices },
        answer(200, { type: 'object' }),
      ),
    },
    '/api/imports/{id}/faults.csv': {
      post: operation(said('faults'), tags, { parameters: [id], requestBody: choices }, answer(200, text, 'text/csv')),
    },
    '/api/imports/{id}/run': {
      post: operation(said('run'), tags, { parameters: [id], requestBody: choices }, answer(202, { type: 'object' })),
    },
    '/api/imports/{id}/report.csv': {
      get: operation(
        said('report'),
        tags,
        { parameters: [id, parameter('only', 'query', { type: 'string', enum: ['open'] }, said('onlyOpen'))] },
        answer(200, text, 'text/csv'),
      ),
    },
  };
};

export const documentPaths = (labels: Labels): Described => {
  const said = (key: string): string => labels.text(`api.${key}`);
  const documents = Object.keys(orderDocuments);
  return {
    '/api/documents/{document}/{id}.pdf': {
      get: operation(
        said('document'),
        [labels.noun('order')],
        {
          parameters: [
            parameter('document', 'path', { type: 'string', enum: documents }, ''),
            parameter('id', 'path', text, ''),
            parameter('lang', 'query', { type: 'string', enum: [...languages] }, said('documentLang')),
          ],
        },
        answer(200, { type: 'string', format: 'binary' }, 'application/pdf'),
      ),
    },
  };
};

/** Figures: one path, with the names of those measures of which the person may see anything. */
export const figurePaths = (measures: readonly string[], labels: Labels): Described => {
  if (measures.length === 0) return {};
  const said = (key: string): string => labels.text(`api.${key}`);
  const periods = { type: 'string', examples: [...periodNames, '2026-03-01..2026-03-31'] };
  return {
    '/api/figures/{measure}': {
      get: operation(
        said('figure'),
        [said('figures')],
        {
          parameters: [
            parameter('measure', 'path', { type: 'string', enum: measures }, ''),
            parameter('period', 'query', periods, said('figurePeriod')),
            parameter('by', 'query', text, said('figureBy')),
            parameter('only', 'query', { type: 'array', items: text }, said('figureOnly')),
            parameter('compare', 'query', { type: 'string', enum: [...comparisonNames] }, said('figureCompare')),
            parameter('top', 'query', { type: 'integer', minimum: 1, maximum: 50 }, said('figureTop')),
          ],
        },
        answer(200, { type: 'object' }),
      ),
    },
  };
};
