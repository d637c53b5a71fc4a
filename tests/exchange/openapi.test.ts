import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { labels } from '../../server/exchange/labels.ts';
import { hiddenNames, openapiFor } from '../../server/exchange/openapi.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import { startingRoles } from '../../shared/access/roles.ts';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { commandNamed, commandNames } from '../../shared/commands.ts';
import { Firm } from '../live/firm.ts';

type Node = { readonly [key: string]: unknown };
const binding = { id: 'p', teamId: 't', warehouses: ['w'] };
const of = (code: string) => rightsOf(startingRoles.find((role) => role.code === code)?.rules ?? [], binding);
/** Every property name of every schema, and every parameter's name. */
const namesIn = (node: unknown, found = new Set<string>()): Set<string> => {
  if (Array.isArray(node)) for (const one of node) namesIn(one, found);
  else if (typeof node === 'object' && node !== null) {
    const { properties } = node as { properties?: object };
    for (const name of Object.keys(properties ?? {})) found.add(name);
    for (const one of Object.values(node)) namesIn(one, found);
  }
  return found;
};
/** What the document says of data: all but signing in and the form of a refusal, which are everyone's. */
const names = ({ paths, components }: Node): Set<string> => {
  const told = Object.entries(paths as Node).filter(([path]) => !/^\/api\/sessions?\b/.test(path));
  const { refusal: _refusal, ...schemas } = (components as { schemas: Node }).schemas;
  return namesIn([Object.fromEntries(told), schemas]);
};

describe('[API1] the document describes the API as its caller may use it', () => {
  test.each(startingRoles.map(({ code }) => code))(
    '%s: nothing of it names a field that the role neither sees nor writes',
    (code) => {
      const rights = of(code);
      const document = openapiFor(rights, labels('en'));
      const hidden = hiddenNames(rights);
      if (code !== 'sales_manager') expect(hidden.size).toBeGreaterThan(0);
      expect([...names(document)].filter((name) => hidden.has(name))).toEqual([]);
    },
  );

  test.each(startingRoles.map(({ code }) => code))('%s: its lists, rows and commands are those of the role', (code) => {
    const rights = of(code);
    const { paths, components } = openapiFor(rights, labels('en')) as {
      paths: Node;
      components: { schemas: { [name: string]: { properties: Node } } };
    };
    for (const noun of nounNames) {
      const { plural, unlogged, fields } = nounNamed(noun);
      const view = rights.view(noun);
      const served = !unlogged && view.grants.length > 0;
      if (noun === 'session') continue;
      for (const path of [`/api/${plural}`, `/api/${plural}/{id}`, `/api/export/${plural}.csv`])
        expect([path, path in paths]).toEqual([path, served]);
      if (!served) continue;
      const seen = Object.keys(fields).filter((name) => view.ever(name));
      expect(Object.keys(components.schemas[noun]?.properties ?? {}).sort()).toEqual(['id', ...seen].sort());
    }
    for (const name of commandNames) {
      const command = commandNamed(name);
      const offered =
        command !== undefined && !command.internal && !command.secret && rights.mayEver(command.on, command.may);
      expect([name, `/api/commands/${name}` in paths]).toEqual([name, offered]);
    }
    expect('/api/imports' in paths).toBe(code === 'sales_manager');
  });

  test('the amounts of an order are unknown to a warehouse, and its money to commands that take some', () => {
    const text = JSON.stringify([...names(openapiFor(of('warehouse_operator'), labels('en')))]);
    for (const name of ['total', 'net', 'unitPrice', 'margin', 'cost', 'unitCost', 'creditLimit', 'rate'])
      expect(text).not.toContain(`"${name}"`);
    expect(text).toContain('"collect"');
  });

  test('every reference leads somewhere, in three languages', () => {
    for (const language of ['en', 'zh-TW', 'zh-CN'] as const) {
      const document = openapiFor(of('sales_manager'), labels(language));
      const text = JSON.stringify(document);
      const { schemas } = document.components as { schemas: Node };
      for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(schemas).toHaveProperty(name);
      expect(text).not.toMatch(/"api\.\w|"undefined"/);
    }
  });
});

describe('[API2] at the door', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open('sqlite');
  });
  afterAll(() => firm.close());

  test('the document is the caller’s own, and nobody’s without a session', async () => {
    const operator = (await (await firm.signIn('op')).get('/api/openapi.json')).body as {
      openapi: string;
      paths: Node;
    };
    const boss = (await (await firm.signIn('boss')).get('/api/openapi.json')).body as { paths: Node };
    expect(operator.openapi).toBe('3.1.0');
    expect(operator.paths).not.toHaveProperty(['/api/invoices']);
    expect(boss.paths).toHaveProperty(['/api/invoices']);
    for (const path of ['/api/openapi.json', '/api/docs', '/api/docs/swagger-ui-bundle.js'])
      expect((await fetch(`${firm.address}${path}`)).status).toBe(401);
  });

  test('its page has no script of its own inside and asks nobody else for anything', async () => {
    const desk = await firm.signIn('boss');
    const page = await fetch(`${firm.address}/api/docs`, { headers: { cookie: desk.cookie } });
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|https?:|style=|\bon\w+=/);
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/api[^"]+)"/g))
      expect((await desk.get(path)).status).toBe(200);
    for (const file of ['..%2Fpackage.json', 'package.json', 'index.html'])
      expect((await desk.get(`/api/docs/${file}`)).status).toBe(404);
  });
});
