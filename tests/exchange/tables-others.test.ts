import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startingRoles } from '../../shared/access/roles.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { type Code, Firm } from '../live/firm.ts';
import { bringTable, type Cells, csv, faultsIn, reportOf, runTable, tableCounts, tablePreview } from './tables.ts';

const some = (total: number, { added = 0, changed = 0, already = 0, refused = 0 }) => ({
  total,
  done: total,
  added,
  changed,
  already,
  refused,
});

describe.each(dialects)('on %s', (dialect) => {
  let firm: Firm;
  let boss: Desk;
  let hall: Desk;
  const refusedFor = async (code: Code, of: string, file: Uint8Array) => {
    const { status, body } = await bringTable(firm, await firm.signIn(code), of, file);
    return [code, status, (body as { refused?: string }).refused];
  };
  beforeAll(async () => {
    firm = await Firm.open(dialect);
    const { company } = firm;
    await company.system('tax_code.set', { code: 'T5', name: 'Five per cent', rate: 50_000 });
    for (const code of ['STD', 'VIP'])
      await company.system('price_list.set', { code, name: code, currency: 'TWD', includesTax: false });
    const warehouseId = firm.warehouses.get('TPE');
    for (const [code, purpose] of [
      ['A-01', 'shelf'],
      ['Q-01', 'quarantine'],
    ])
      await company.system('location.create', { warehouseId, code, sequence: 1, purpose });
    boss = await firm.signIn('boss');
    hall = await firm.signIn('hall');
    const goods = csv(
      ['SKU', 'Product name', 'Base unit', 'Tax code', 'Kind'],
      ['TW-1', 'Torque wrench', 'pc', 'T5', 'Goods'],
      ['TW-2', 'Long one', 'pc', 'T5', ''],
      ['POST', 'Postage', 'pc', 'T5', 'charge'],
    );
    expect(tableCounts(await runTable(firm, boss, 'products', goods))).toEqual(some(3, { added: 3 }));
  });
  afterAll(() => firm.close());

  const CUSTOMERS = [
    'Customer no.',
    'Name',
    'Country',
    'Tax ID',
    'Price list',
    'Seller',
    'Terms (days)',
    'Contact',
    'Contact e-mail',
    'Delivery street',
    'Delivery city',
  ];
  const customers: readonly Cells[] = [
    [
      'N-100',
      'Northgate Supply',
      'Taiwan',
      '',
      'STD',
      'Rep Person-rep',
      45,
      'Ann Lee',
      'ann@north.example',
      '1 Fuxing Road',
      'Taipei',
    ],
    ['N-200', 'Southgate Supply', 'GB', '', 'VIP', '', '', '', '', '', ''],
  ];

  test('[IMP12] [IMP13] [S8] customers come in with contact, address, terms and owner, once', async () => {
    const file = csv(CUSTOMERS, ...customers);
    expect(tableCounts(await runTable(firm, boss, 'customers', file))).toEqual(some(2, { added: 2 }));
    expect(await firm.rows('customer')).toMatchObject([
      {
        number: 'N-100',
        country: 'TW',
        currency: 'TWD',
        termsDays: 45,
        sellerId: firm.idOf('rep'),
        contactName: 'Ann Lee',
        email: 'ann@north.example',
        deliveryStreet: '1 Fuxing Road, Taipei',
      },
      { number: 'N-200', country: 'GB', sellerId: firm.idOf('boss'), contactName: null },
    ]);
    const before = [await firm.rows('customer'), await firm.rows('contact'), await firm.rows('address')];
    expect(tableCounts(await runTable(firm, boss, 'customers', file))).toEqual(some(2, { already: 2 }));
    expect([await firm.rows('customer'), await firm.rows('contact'), await firm.rows('address')]).toEqual(before);
    const other = csv(
      ['Customer no.', 'Seller', 'Contact', 'Contact phone', 'Delivery street', 'Name'],
      ['N-100', 'Mate Person-mate', 'Ann Lee', '02-5550-1234', '2 Fuxing Road', ''],
      ['N-200', '', 'Bob Ray', '', '9 High Street', 'Southgate'],
    );
    expect(tableCounts(await runTable(firm, boss, 'customers', other))).toEqual(some(2, { changed: 2 }));
    expect(await firm.rows('customer')).toMatchObject([
      {
        sellerId: firm.idOf('mate'),
        phone: '02-5550-1234',
        email: 'ann@north.example',
        deliveryStreet: '2 Fuxing Road, Taipei',
      },
      { name: 'Southgate', contactName: 'Bob Ray', deliveryStreet: '9 High Street' },
    ]);
    expect(tableCounts(await runTable(firm, boss, 'customers', other))).toEqual(some(2, { already: 2 }));
  });

  test('[IMP12] [S8] customers take terms by the code of those that are kept, or what the file says itself', async () => {
    const keep = (code: string, more: object) =>
      firm.company.system('payment_term.set', { code, name: code, settlement: 'net', ...more });
    await keep('THIRD', { settlement: 'prepayment', prepaymentShare: 300_000, termsDays: 14 });
    await keep('GONE', { termsDays: 90, active: false });
    const columns = ['Customer no.', 'Name', 'Country', 'Price list', 'Payment terms (code)', 'Terms (days)'];
    const bad = csv(columns, ['P-1', 'A', 'TW', 'STD', 'GONE', ''], ['P-2', 'A', 'TW', 'STD', 'NEVER', '']);
    expect(faultsIn(await tablePreview(firm, boss, 'customers', bad))).toEqual([
      '2 paymentTerm import.unknown_payment_term',
      '3 paymentTerm import.unknown_payment_term',
    ]);
    const file = csv(columns, ['P-1', 'A', 'TW', 'STD', 'THIRD', ''], ['P-2', 'B', 'TW', 'STD', 'THIRD', 7]);
    expect(tableCounts(await runTable(firm, boss, 'customers', file))).toEqual(some(2, { added: 2 }));
    const made = (await firm.rows('customer')).filter(({ number }) => String(number).startsWith('P-'));
    const terms = { settlement: 'prepayment', prepaymentShare: 300_000 };
    expect(made).toMatchObject([
      { ...terms, termsDays: 14 },
      { ...terms, termsDays: 7 },
    ]);
    expect(tableCounts(await runTable(firm, boss, 'customers', file))).toEqual(some(2, { already: 2 }));
  });

  test('[IMP14] [IMP15] customers are for who sees all of them; a number that came in is never given again', async () => {
    const file = csv(CUSTOMERS, ...customers);
    expect(await refusedFor('rep', 'customers', file)).toEqual(['rep', 403, 'not_permitted']);
    // Nor by reading imports: it would say of a number that another seller's customer has it.
    const { id: roleId } = await firm.company.system('role.create', { code: 'reader', name: 'Reader', home: '/today' });
    const manager = startingRoles.find(({ code }) => code === 'sales_manager')?.rules ?? [];
    await firm.company.system('role.save', { id: roleId, rules: manager.filter(({ on }) => on === 'import_run') });
    const mate = (await firm.rows('person')).find(({ id }) => id === firm.idOf('mate'));
    const held = mate?.roleIds as readonly string[];
    const roleIds = { from: held, to: [...held, roleId] };
    await firm.company.system('person.update', { id: firm.idOf('mate'), set: { roleIds } });
    expect(await refusedFor('mate', 'customers', file)).toEqual(['mate', 409, 'import.needs_all_rows']);
    const chosen = {
      name: 'Other',
      country: 'TW',
      priceListId: (await firm.rows('price_list'))[0]?.id,
      number: 'N-100',
    };
    const rep = await firm.signIn('rep');
    for (const number of ['N-100', 'N-999'])
      expect((await rep.command('customer.create', { ...chosen, number })).body).toMatchObject({
        refused: 'field_not_permitted',
        field: 'number',
      });
    expect((await boss.command('customer.create', chosen)).body).toMatchObject({ refused: 'customer.number_taken' });
    const bad = csv(
      CUSTOMERS,
      ['N-1', 'A', 'Nowhere', '', 'STD', '', '', '', '', '', ''],
      ['N-2', 'A', 'TW', '', 'XXX', '', '', '', '', '', ''],
      ['N-3', 'A', 'TW', '', 'STD', 'Nobody', '', '', '', '', ''],
      ['N-4', 'A', 'TW', '12345678', 'STD', '', '', '', '', '', ''],
      ['N-5', 'A', 'TW', '', 'STD', '', 400, '', '', '', ''],
      ['N-6', 'A', 'TW', '', 'STD', '', '', '', 'no mail', '', ''],
      ['N-7', 'A', 'TW', '', 'STD', '', '', 'Ann', 'no mail', '', ''],
    );
    const found = await tablePreview(firm, boss, 'customers', bad);
    expect(faultsIn(found)).toEqual([
      '2 country import.unknown_country',
      '3 priceListId import.unknown_price_list',
      '4 sellerId import.unknown_seller_named',
      expect.stringContaining('5 taxNumber '),
      '6 termsDays import.cell_whole',
      '7 contactName import.cell_missing_new',
      '8 contacts.0.email input.invalid',
    ]);
    // The series steps over numbers that came in.
    const numbered = csv(['Customer no.', 'Name', 'Country', 'Price list'], ['C-000001', 'First', 'TW', 'STD']);
    expect(tableCounts(await runTable(firm, boss, 'customers', numbered))).toEqual(some(1, { added: 1 }));
    const { number: _number, ...unnumbered } = chosen;
    expect((await boss.command('customer.create', unnumbered)).body).toMatchObject({ answer: { number: 'C-000002' } });
  });

  const PRICES = ['Price list', 'SKU', 'From quantity', 'Valid from', 'Valid to', 'Unit price', 'Minimum price'];
  test('[IMP12] [IMP13] [S8] prices come in by list, quantity and day, once, also on another day', async () => {
    const file = csv(
      PRICES,
      ['STD', 'TW-1', '', '', '', '1,250.50', '1000'],
      ['STD', 'TW-1', 10, '', '', '1200', ''],
      ['VIP', 'TW-1', 1, '2026-04-01', '2026-12-31', '1100', ''],
    );
    expect(tableCounts(await runTable(firm, boss, 'prices', file))).toEqual(some(3, { added: 3 }));
    const before = await firm.rows('price');
    expect(before).toMatchObject([
      {
        sku: 'TW-1',
        minQuantity: 1,
        validFrom: '2026-03-02',
        validTo: null,
        unitPrice: 1_250_500_000,
        minPrice: 1_000_000_000,
      },
      { minQuantity: 10, unitPrice: 1_200_000_000 },
      { minQuantity: 1, validFrom: '2026-04-01', validTo: '2026-12-31' },
    ]);
    firm.pass(5 * 86_400_000);
    boss = await firm.signIn('boss');
    expect(tableCounts(await runTable(firm, boss, 'prices', file))).toEqual(some(3, { already: 3 }));
    expect(await firm.rows('price')).toEqual(before);
    const dearer = csv(PRICES, ['STD', 'TW-1', '', '', '', '1300', '']);
    expect(tableCounts(await runTable(firm, boss, 'prices', dearer))).toEqual(some(1, { added: 1 }));
    expect((await firm.rows('price')).at(-1)).toMatchObject({ validFrom: '2026-03-07', unitPrice: 1_300_000_000 });
    expect(tableCounts(await runTable(firm, boss, 'prices', dearer))).toEqual(some(1, { already: 1 }));
    const bad = csv(
      PRICES,
      ['STD', 'NO', '', '', '', '1', ''],
      ['STD', 'TW-2', '', '3/4/2026', '', '1', ''],
      ['STD', 'TW-2', '', '', '', '1.1234567', ''],
      ['STD', 'TW-2', '', '2026-05-01', '2026-04-01', '1', ''],
      ['STD', 'TW-2', 5, '', '', '10', '11'],
    );
    expect(faultsIn(await tablePreview(firm, boss, 'prices', bad))).toEqual([
      '2 sku import.unknown_product',
      '3 validFrom import.cell_day',
      '4 unitPrice import.cell_amount',
      '5 validTo price.ends_before',
      '6 minPrice price.below_minimum',
    ]);
  });

  test('[IMP15] [P12] a role without prices imports none, and no field that it may not write is a column for it', async () => {
    const file = csv(PRICES, ['STD', 'TW-2', '', '', '', '5', '']);
    for (const code of ['rep', 'clerk', 'op', 'hall'] as const)
      expect(await refusedFor(code, 'prices', file)).toEqual([code, 403, 'not_permitted']);
    const { id } = await firm.company.system('role.create', {
      code: 'catalogue',
      name: 'Catalogue',
      home: '/products',
    });
    const rule = (on: string, may: string, groups: readonly string[]) => ({
      on,
      may,
      scope: 'all',
      groups,
      rows: { all: [] },
    });
    const [sample] = (await firm.rows('rule')).filter(({ on, may }) => on === 'product' && may === 'read');
    const {
      roleId: _roleId,
      id: _id,
      version: _version,
      ...shape
    } = sample as { roleId: string; id: string; version: number };
    const like = (on: string, may: string, groups: readonly string[]) => ({
      ...shape,
      ...rule(on, may, groups),
      rows: undefined,
    });
    const rules = [
      like('product', 'read', ['basics']),
      like('price_list', 'read', ['basics']),
      like('price', 'read', ['basics']),
      like('price', 'create', ['basics']),
      like('price', 'update', ['basics']),
      like('import_run', 'read', ['basics']),
    ].map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));
    await firm.company.system('role.save', { id, rules });
    await firm.company.system('person.update', {
      id: firm.idOf('clerk'),
      set: {
        roleIds: { from: (await firm.rows('person')).find((row) => row.id === firm.idOf('clerk'))?.roleIds, to: [id] },
      },
    });
    expect(await refusedFor('clerk', 'prices', file)).toEqual(['clerk', 403, 'field_not_permitted']);
    // Whoever receives goods without the cost has no column for it: it is not read, and not written.
    const stock = await tablePreview(
      firm,
      hall,
      'stock',
      csv(['Warehouse', 'Location', 'SKU', 'Quantity', 'Unit cost'], ['TPE', 'A-01', 'TW-2', 5, '3.50']),
    );
    expect(stock.offered).not.toContain('unitCost');
    expect(stock.choices.columns).not.toHaveProperty('unitCost');
    expect(stock.counts).toMatchObject({ added: 1, wrong: 0 });
  });

  const STOCK = ['Warehouse', 'Location', 'SKU', 'Lot', 'Expiry', 'Quantity'];
  test('[IMP12] [IMP13] [S8] opening stock goes through the ledger, and only where nothing has been', async () => {
    const file = csv(STOCK, ['TPE', 'A-01', 'TW-1', '', '', 120], ['TPE', 'A-01', 'TW-1', 'L7', '2027-01-31', 30]);
    expect(tableCounts(await runTable(firm, hall, 'stock', file))).toEqual(some(2, { added: 2 }));
    expect(await firm.rows('stock')).toMatchObject([
      { onHand: 120, lot: null },
      { onHand: 30, lot: 'L7', expiresOn: '2027-01-31' },
    ]);
    expect(await firm.rows('stock_movement')).toMatchObject([
      { kind: 'receive', quantity: 120 },
      { kind: 'receive', quantity: 30 },
    ]);
    const [first] = await firm.rows('stock');
    await firm.company.system('stock.adjust', { stockId: first?.id, quantity: -20, reason: 'counted' });
    const again = await runTable(firm, hall, 'stock', file);
    expect(tableCounts(again)).toEqual(some(2, { already: 2 }));
    expect((await reportOf(hall, again.id))[0]).toContain('2,as it was,,It stands here otherwise');
    expect(await firm.rows('stock_movement')).toHaveLength(3);
    const bad = csv(
      STOCK,
      ['XXX', 'A-01', 'TW-1', '', '', 1],
      ['TPE', 'Z-01', 'TW-1', '', '', 1],
      ['TPE', 'Q-01', 'TW-1', '', '', 1],
      ['TPE', 'A-01', 'POST', '', '', 1],
      ['TPE', 'A-01', 'TW-2', '', '', 0],
    );
    expect(faultsIn(await tablePreview(firm, hall, 'stock', bad))).toEqual([
      '2 warehouseId import.unknown_warehouse',
      '3 locationId import.unknown_location',
      '4 locationId location.not_for_goods_in',
      '5 productId stock.not_stocked',
      '6 quantity import.cell_whole',
    ]);
    expect(await refusedFor('boss', 'stock', file)).toEqual(['boss', 403, 'not_permitted']);
  });

  test('[IMP12] [IMP13] [S8] customers’ part numbers come in once; a taken one is named', async () => {
    const file = csv(['Customer no.', 'SKU', 'Part number'], ['N-100', 'TW-1', 'ANN-1'], ['N-100', 'TW-2', 'ANN-2']);
    expect(tableCounts(await runTable(firm, boss, 'part_numbers', file))).toEqual(some(2, { added: 2 }));
    expect(tableCounts(await runTable(firm, boss, 'part_numbers', file))).toEqual(some(2, { already: 2 }));
    // One gives up what the other takes, in whichever order, and two may change places.
    const moved = csv(['Customer no.', 'SKU', 'Part number'], ['N-100', 'TW-1', 'ANN-2'], ['N-100', 'TW-2', 'ANN-3']);
    expect(tableCounts(await runTable(firm, boss, 'part_numbers', moved))).toEqual(some(2, { changed: 2 }));
    const places = csv(['Customer no.', 'SKU', 'Part number'], ['N-100', 'TW-1', 'ANN-3'], ['N-100', 'TW-2', 'ANN-2']);
    expect(tableCounts(await runTable(firm, boss, 'part_numbers', places))).toMatchObject({ total: 2, refused: 0 });
    expect((await firm.rows('part_number')).map(({ code }) => code)).toEqual(['ANN-3', 'ANN-2']);
    await runTable(
      firm,
      boss,
      'part_numbers',
      csv(['Customer no.', 'SKU', 'Part number'], ['N-100', 'TW-2', 'ANN-4'], ['N-100', 'TW-1', 'ANN-1']),
    );
    const bad = csv(
      ['Customer no.', 'SKU', 'Part number'],
      ['N-100', 'TW-2', 'ANN-1'],
      ['X', 'TW-1', '1'],
      ['N-200', 'X', '1'],
    );
    expect(faultsIn(await tablePreview(firm, boss, 'part_numbers', bad))).toEqual([
      '2 numbers.0.code part_number.taken',
      '3 customer import.unknown_customer',
      '4 sku import.unknown_product',
    ]);
  });
});
