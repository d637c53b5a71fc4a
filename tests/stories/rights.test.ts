import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dayOf } from '../../shared/base/day.ts';
import { DESK, HAND, type Person, PHONE, stories } from './browser.ts';
import { Firm, GASKET, REVIEWED, receive } from './firm.ts';
import { judgedInBoth } from './judging.ts';
import { byPalette, press, tabsTo } from './keys.ts';

stories('more rights, and the one inbox of whoever decides', () => {
  let firm: Firm;
  beforeAll(async () => {
    firm = await Firm.open();
    // Two run this house: the executive is the other one.
    await firm.company.system('person.update', {
      id: firm.people.get('executive'),
      set: {
        roleIds: { from: [firm.id('executive')], to: [firm.id('executive'), firm.id('administrator')] },
      },
    });
  });
  afterEach(async (context) => {
    expect(await firm.theatre.clear(context)).toEqual([]);
    expect(firm.faults).toEqual([]);
  });
  afterAll(() => firm?.close());

  const reads = async (group: string): Promise<boolean> =>
    (await firm.rows('rule', { field: 'roleId', is: 'eq', value: firm.id('warehouse_operator') })).some(
      (one) => one.on === 'order' && one.may === 'read' && (one.groups as string[]).includes(group),
    );
  const count = (person: Person, entry: string): Promise<string | null> =>
    person.page
      .getByRole('link', { name: new RegExp(`^${entry}`) })
      .first()
      .textContent();
  /** The line of the role that says which orders its people see. */
  const operatorsOrders = /^Sales orders, Own warehouses, where confirmed/;
  const asksForAmounts = async (administrator: Person): Promise<void> => {
    await administrator.presses(operatorsOrders);
    await administrator.page.getByLabel('Sees: Amounts').click();
    await administrator.presses('Review and save');
    const dialog = administrator.page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Gives more' }).waitFor();
    await dialog.getByLabel('Why (shown to the second person)').fill('They invoice at the gate');
    expect(await judgedInBoth(administrator.page, 'a role that comes to more, before it is saved')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save for all' }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  test('[T5] [P12] a role that comes to more waits before both, and applies by the other’s key', async () => {
    const other = await firm.enter('executive', '/approvals', DESK);
    await other.sees('Nothing waits for your decision');
    const administrator = await firm.enter('administrator', `/roles/${firm.id('warehouse_operator')}`, DESK);
    await asksForAmounts(administrator);
    const card = administrator.region('Waits for a second person');
    await card.getByText('You asked').waitFor();
    await card.getByText('sees amounts').first().waitFor();
    expect(await card.getByRole('button', { name: 'Agree' }).count()).toBe(0);
    await administrator.presses(operatorsOrders);
    expect(await judgedInBoth(administrator.page, 'the role that waits')).toEqual([]);
    expect(await reads('amounts')).toBe(false);

    await other.sees('Hung Liu asks');
    await other.sees('They invoice at the gate');
    await expect.poll(() => count(other, 'Approvals')).toMatch(/1/);
    expect(await count(administrator, 'Approvals')).not.toMatch(/1/);
    expect(await judgedInBoth(other.page, 'rights that wait for a second person')).toEqual([]);
    await other.page.keyboard.press('r');
    await other.page.keyboard.type('Not at the gate', HAND);
    await other.page.keyboard.press('Control+Enter');
    await other.sees('Nothing waits for your decision');
    await card.waitFor({ state: 'detached' });
    expect(await reads('amounts')).toBe(false);

    await asksForAmounts(administrator);
    await other.sees('Hung Liu asks');
    await other.page.keyboard.press('a');
    await other.sees('Nothing waits for your decision');
    await expect.poll(() => reads('amounts')).toBe(true);
    await card.waitFor({ state: 'detached' });
    await administrator.goesTo('Inbox');
    await administrator.sees('decided the change of rights that you asked for');
    await administrator.page.getByText('decided the change of rights').first().click();
    await administrator.sees('Agreed by Fen Chang');
    await administrator.sees('Refused by Fen Chang');
    expect(await judgedInBoth(administrator.page, 'who was given more rights')).toEqual([]);
    expect([administrator.loads, other.loads]).toEqual([1, 1]);
  });

  test('[T5] a role given to a person waits on their page, is taken back, and is agreed to on a phone', async () => {
    const path = `/people/${firm.people.get('operator')}`;
    const administrator = await firm.enter('administrator', path, DESK);
    const gives = async (): Promise<void> => {
      await administrator.page.getByRole('checkbox', { name: 'Finance clerk' }).click();
      await administrator.page.keyboard.press('Control+s');
      await administrator.sees('The rights of Ming Tsai wait for a second person');
    };
    await gives();
    const card = administrator.region('Waits for a second person');
    expect(await judgedInBoth(administrator.page, 'the person whose rights wait')).toEqual([]);
    await administrator.presses('Withdraw', card);
    await card.waitFor({ state: 'detached' });
    await gives();
    const other = await firm.enter('executive', path, PHONE);
    const theirs = other.region('Waits for a second person');
    await theirs.getByText('Hung Liu asks').waitFor();
    expect(await judgedInBoth(other.page, 'rights to agree to on a phone')).toEqual([]);
    await other.presses('Agree', theirs);
    await theirs.waitFor({ state: 'detached' });
    await card.waitFor({ state: 'detached' });
    const [operator] = await firm.rows('person', { field: 'id', is: 'eq', value: firm.people.get('operator') ?? '' });
    expect(operator?.roleIds).toEqual([firm.id('warehouse_operator'), firm.id('finance_clerk')]);
  });

  test('[T5] [P12] [K1] a role is given to a person and agreed to by keys alone', async () => {
    const other = await firm.enter('executive', '/', DESK);
    await other.page.getByRole('heading', { level: 1 }).first().waitFor();
    const administrator = await firm.enter('administrator', '/people', DESK);
    const id = String(firm.people.get('warehouseManager'));
    const row = administrator.page.getByRole('row', { name: /Hao Wu/ });
    await row.waitFor();
    // By name: Fen Chang, Hao Wu.
    await press(administrator, 'j', 'j');
    await row.and(administrator.page.locator(':focus-within')).waitFor();
    await press(administrator, 'Enter');
    await administrator.page.waitForURL(`**/people/${id}`);
    const role = administrator.page.getByRole('checkbox', { name: 'Finance clerk' });
    await role.waitFor();
    await tabsTo(administrator, role, 40);
    await press(administrator, 'Space', 'Control+s');
    await administrator.sees('The rights of Hao Wu wait for a second person');
    const roles = async () => (await firm.rows('person', { field: 'id', is: 'eq', value: id }))[0]?.roleIds;
    expect(await roles()).toEqual([firm.id('warehouse_manager')]);

    await byPalette(other, 'approvals', /^Approvals/);
    await other.page.waitForURL(/\/approvals/);
    await other.sees('Hung Liu asks');
    await press(other, 'a');
    await other.sees('Nothing waits for your decision');
    expect(await roles()).toEqual([firm.id('warehouse_manager'), firm.id('finance_clerk')]);
    await administrator.region('Waits for a second person').waitFor({ state: 'detached' });
    await press(administrator, 'Escape');
    await administrator.page.waitForURL(/\/people(\?|$)/);
    await row.and(administrator.page.locator(':focus-within')).waitFor();
    expect([administrator.loads, other.loads]).toEqual([1, 1]);
  });

  test('[F1] [S4] the inbox leads Finance to the review, and has a deputy’s second person decide by key', async () => {
    await receive(firm, GASKET.sku, 'A-01', 500);
    const customer = await firm.does('seller', 'customer.create', {
      name: 'Bay Plumbing',
      country: 'TW',
      priceListId: firm.id('STD'),
      addresses: [{ kind: 'delivery', street: '8 Wharf Road' }],
    });
    const quantity = Math.ceil(REVIEWED / GASKET.price) + 1;
    const order = await firm.does('seller', 'order.create', {
      customerId: String(customer.id),
      warehouseId: firm.id('TPE'),
      lines: [{ productId: firm.id(GASKET.sku), quantity }],
      submit: true,
    });
    const finance = await firm.enter('financeManager', '/approvals', DESK);
    await finance.sees('Amount and terms are looked at in the review');
    await expect.poll(() => count(finance, 'Approvals')).toMatch(/1/);
    expect(await judgedInBoth(finance.page, 'an order to be reviewed, in the inbox')).toEqual([]);
    await finance.page.keyboard.press('a');
    await finance.page.waitForURL(new RegExp(`/review\\?order=${order.id}`));
    await finance.sees('Why it waits');
    await finance.page.keyboard.press('a');
    await finance.sees('Nothing waits for you');
    await finance.goesTo('Approvals');
    await finance.sees('Nothing waits for your decision');

    const day = dayOf(firm.company.clock(), 'Asia/Taipei');
    await firm.does('administrator', 'deputy.name', {
      absentId: firm.people.get('financeManager'),
      deputyId: firm.people.get('clerk'),
      startsOn: day,
      endsOn: day,
      reason: 'In hospital',
    });
    await finance.sees('Ya Wang for Pin Huang');
    await finance.sees('In hospital');
    await finance.page.keyboard.press('a');
    await finance.sees('Nothing waits for your decision');
    const [named] = await firm.rows('deputy', { field: 'status', is: 'eq', value: 'standing' });
    expect(named?.confirmedByName).toBe('Pin Huang');
    expect(finance.loads).toBe(1);
  });
});
