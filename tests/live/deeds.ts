/** What people of a firm do all day, drawn by dice from what there is. Some of it is refused: that is part of the day. */
import type { Row } from '../agreement/oracle.ts';
import type { Dice } from './dice.ts';
import type { Code, Firm } from './firm.ts';
import { type Goods, SELLERS } from './goods.ts';

export type Deed = { readonly by: Code; readonly name: string; readonly input: object };
type Draw = (at: Scene) => Promise<Deed | null> | Deed | null;
export type Scene = { readonly firm: Firm; readonly goods: Goods; readonly dice: Dice };

const seller = ({ firm, dice }: Scene, row: Row): Code =>
  dice.chance(20) ? 'boss' : (SELLERS.find((code) => firm.idOf(code) === row.sellerId) ?? 'boss');
const keeper = ({ firm, dice }: Scene, row: Row): Code =>
  dice.chance(20) ? 'hall' : row.warehouseId === firm.warehouses.get('TPE') ? 'op' : dice.chance(50) ? 'op2' : 'both';
const clerk = ({ dice }: Scene): Code => (dice.chance(50) ? 'clerk' : 'fin');
const among = async ({ firm, dice }: Scene, noun: Parameters<Firm['rows']>[0], is: (row: Row) => boolean) =>
  dice.one((await firm.rows(noun)).filter(is));

const enter: Draw = ({ firm, goods, dice }) => {
  const by = dice.one(SELLERS) as Code;
  const lines = Array.from({ length: 1 + dice.below(3) }, () => ({
    productId: dice.one(goods.products),
    quantity: 1 + dice.below(9),
    discount: dice.chance(20) ? dice.below(8) * 10_000 : 0,
  }));
  const warehouseId = firm.warehouses.get(dice.chance(50) ? 'TPE' : 'KHH');
  const promisedOn = dice.chance(30) ? null : `2026-03-${10 + dice.below(20)}`;
  const customerId = dice.one(goods.customers[by] ?? []);
  return { by, name: 'order.create', input: { customerId, warehouseId, promisedOn, lines, submit: dice.chance(70) } };
};

const change: Draw = async (at) => {
  const row = await among(at, 'order', ({ status }) => ['draft', 'submitted', 'confirmed'].includes(String(status)));
  if (!row) return null;
  const { dice, goods } = at;
  const edits = [
    { set: { notes: { from: row.notes, to: `Note ${dice.below(10_000)}` } } },
    { set: { promisedOn: { from: row.promisedOn, to: `2026-04-${10 + dice.below(20)}` } } },
    { set: { deliveryStreet: { from: row.deliveryStreet, to: `${dice.below(900)} Changed Road` } } },
    { set: { discount: { from: row.discount, to: dice.below(4) * 10_000 } } },
    { add: [{ productId: dice.one(goods.products), quantity: 1 + dice.below(5) }] },
  ];
  return { by: seller(at, row), name: 'order.update', input: { id: row.id, ...dice.one(edits) } };
};

const onOrder =
  (name: string, statuses: readonly string[], by: (at: Scene, row: Row) => Code, more: object = {}): Draw =>
  async (at) => {
    const row = await among(at, 'order', ({ status }) => statuses.includes(String(status)));
    return row
      ? { by: by(at, row), name, input: { [name === 'order.invoice' ? 'orderId' : 'id']: row.id, ...more } }
      : null;
  };

const pick: Draw = async (at) => {
  const row = await among(at, 'pick', ({ status }) => status === 'reserved' || status === 'claimed');
  if (!row) return null;
  const by = keeper(at, row);
  if (at.dice.chance(25)) return { by, name: 'pick.claim', input: { ids: [row.id] } };
  const short = at.dice.chance(15) && Number(row.quantity) > 1;
  const picked = Number(row.quantity) - (short ? 1 : 0);
  return { by, name: 'pick.confirm', input: { id: row.id, picked, ...(short ? { shortReason: 'Not there' } : {}) } };
};
const pack: Draw = async (at) => {
  const first = await among(at, 'pick', ({ status }) => status === 'picked');
  if (!first) return null;
  const picks = (await at.firm.rows('pick')).filter((one) => one.orderId === first.orderId && one.status === 'picked');
  return {
    by: keeper(at, first),
    name: 'order.pack',
    input: { orderId: first.orderId, pickIds: picks.map(({ id }) => id) },
  };
};
const ship: Draw = async (at) => {
  const row = await among(at, 'package', ({ status }) => status === 'packed');
  if (!row) return null;
  return { by: keeper(at, row), name: 'order.ship', input: { orderId: row.orderId, packageIds: [row.id] } };
};
const deliver: Draw = async (at) => {
  const row = await among(at, 'shipment', ({ status }) => status === 'shipped');
  return row ? { by: keeper(at, row), name: 'shipment.deliver', input: { id: row.id } } : null;
};
const release: Draw = async (at) => {
  const row = await among(at, 'hold', ({ status }) => status === 'open');
  return row
    ? { by: at.dice.chance(70) ? 'fin' : 'boss', name: 'hold.release', input: { id: row.id, why: 'looked at' } }
    : null;
};
const paid: Draw = async (at) => {
  const row = await among(at, 'receivable', ({ status }) => status === 'open');
  if (!row) return null;
  const part = at.dice.chance(50) ? Number(row.open) : Math.max(1, Math.floor(Number(row.open) / 3));
  const allocations = at.dice.chance(70) ? [{ receivableId: row.id, allocated: part }] : [];
  const money = {
    receivedOn: '2026-03-02',
    received: part,
    currency: 'USD',
    method: 'transfer',
    reference: `ref ${part}`,
  };
  return { by: clerk(at), name: 'receipt.record', input: { customerId: row.customerId, ...money, allocations } };
};
const reverse: Draw = async (at) => {
  const row = await among(at, 'receipt', ({ status }) => status !== 'reversed');
  return row ? { by: 'fin', name: 'receipt.reverse', input: { id: row.id, why: 'bounced' } } : null;
};
const receive: Draw = ({ firm, goods, dice }) => {
  const place = dice.chance(50) ? 'TPE' : 'KHH';
  const input = {
    productId: dice.one(goods.products.slice(0, 5)),
    warehouseId: firm.warehouses.get(place),
    locationId: goods.shelves[place],
  };
  return {
    by: dice.chance(50) ? 'hall' : place === 'TPE' ? 'op' : 'op2',
    name: 'stock.receive',
    input: { ...input, quantity: 1 + dice.below(30) },
  };
};
const adjust: Draw = async (at) => {
  const row = await among(at, 'stock', ({ onHand }) => Number(onHand) > 3);
  return row
    ? {
        by: 'hall',
        name: 'stock.adjust',
        input: { stockId: row.id, quantity: at.dice.below(7) - 3 || 1, reason: 'counted' },
      }
    : null;
};
const customer: Draw = async (at) => {
  const row = await among(at, 'customer', () => true);
  if (!row) return null;
  const set = at.dice.one([
    { creditLimit: { from: row.creditLimit, to: 3_000_000 + at.dice.below(1_000_000) } },
    { notes: { from: row.notes, to: `Note ${at.dice.below(10_000)}` } },
    { name: { from: row.name, to: `Renamed ${at.dice.one(['Lin', '林記', 'Harbour'])} ${at.dice.below(100)}` } },
  ]) as object;
  return { by: 'creditLimit' in set ? 'fin' : seller(at, row), name: 'customer.update', input: { id: row.id, set } };
};
const contact: Draw = async (at) => {
  const row = await among(at, 'contact', () => true);
  if (!row) return null;
  const set = at.dice.one([
    { phone: { from: row.phone, to: `+886-2-${at.dice.below(10_000_000)}` } },
    { position: { from: row.position, to: `Buyer ${at.dice.below(1_000)}` } },
    { usual: { from: row.usual, to: true } },
  ]) as object;
  if (at.dice.chance(20)) return { by: seller(at, row), name: 'contact.remove', input: { id: row.id } };
  return { by: seller(at, row), name: 'contact.update', input: { id: row.id, set } };
};
const address: Draw = async (at) => {
  const row = await among(at, 'address', () => true);
  if (!row) return null;
  const by = row.kind === 'billing' && at.dice.chance(40) ? 'fin' : seller(at, row);
  if (at.dice.chance(25)) {
    const { customerId, kind } = row;
    const street = `${at.dice.below(900)} New Road`;
    return { by, name: 'address.create', input: { customerId, kind, street, usual: at.dice.chance(50) } };
  }
  if (at.dice.chance(20)) return { by, name: 'address.remove', input: { id: row.id } };
  const set = at.dice.one([
    { street: { from: row.street, to: `${at.dice.below(900)} Moved Road` } },
    { instructions: { from: row.instructions, to: `Gate ${at.dice.below(900)}` } },
    { usual: { from: row.usual, to: true } },
  ]) as object;
  return { by, name: 'address.update', input: { id: row.id, set } };
};
const reassign: Draw = async (at) => {
  const row = await among(at, 'customer', () => true);
  const to = at.dice.one(SELLERS) as Code;
  return row ? { by: 'boss', name: 'customer.reassign', input: { ids: [row.id], toSellerId: at.firm.idOf(to) } } : null;
};
const price: Draw = ({ goods, dice }) => ({
  by: dice.chance(50) ? 'boss' : 'fin',
  name: 'price.set',
  input: {
    priceListId: goods.list,
    productId: dice.one(goods.products),
    unitPrice: (100 + dice.below(900)) * 1_000_000,
  },
});

/** A change of who may see what: role, place or team. Drawn apart, and seldom. */
export const turn: Draw = async ({ firm, dice }) => {
  const code = dice.one(['rep', 'op', 'both', 'clerk', 'exec', 'op2'] as const) as Code;
  const person = (await firm.rows('person')).find(({ id }) => id === firm.idOf(code)) as Row;
  const places = [...firm.warehouses.values()];
  if (dice.chance(40)) {
    const to = dice.one([[], [places[0]], [places[1]], places]);
    return {
      by: 'admin',
      name: 'person.update',
      input: { id: person.id, set: { warehouseIds: { from: person.warehouseIds, to } } },
    };
  }
  if (dice.chance(40)) {
    const all = [...firm.roles].filter(([role]) => role !== 'administrator').map(([, id]) => id);
    const to = [dice.one(all), dice.one(all)].filter((id, i, ids) => ids.indexOf(id) === i);
    return {
      by: 'admin',
      name: 'person.update',
      input: { id: person.id, set: { roleIds: { from: person.roleIds, to } } },
    };
  }
  const roleId = dice.one((person.roleIds as string[]).filter((id) => id !== firm.roles.get('administrator')));
  const rules = (await firm.rows('rule')).filter((rule) => rule.roleId === roleId);
  const kept = rules.map(({ on, may, scope, when, groups }) => {
    const some = may === 'read' && dice.chance(30) ? (groups as string[]).filter(() => dice.chance(70)) : groups;
    return { on, may, scope, when, groups: some };
  });
  return { by: 'admin', name: 'role.save', input: { id: roleId, rules: kept.filter(() => dice.chance(95)) } };
};

const DRAWS: readonly (readonly [number, Draw])[] = [
  [6, enter],
  [5, change],
  [3, onOrder('order.submit', ['draft'], seller)],
  [1, onOrder('order.quote', ['draft'], seller)],
  [1, onOrder('order.accept', ['quote'], seller)],
  [1, onOrder('order.return', ['submitted'], clerk, { reason: 'unclear' })],
  [2, onOrder('order.review', ['submitted', 'confirmed'], clerk)],
  [1, onOrder('order.hold', ['submitted', 'confirmed'], seller, { why: 'wait' })],
  [1, onOrder('order.cancel', ['draft', 'submitted', 'confirmed'], seller, { why: 'lost' })],
  [1, onOrder('order.short_close', ['confirmed'], () => 'boss', { why: 'rest not wanted' })],
  [1, onOrder('order.reopen', ['completed'], () => 'boss', { why: 'wanted after all' })],
  [3, onOrder('order.invoice', ['confirmed'], clerk)],
  [9, pick],
  [5, pack],
  [4, ship],
  [2, deliver],
  [3, release],
  [3, paid],
  [1, reverse],
  [2, receive],
  [2, adjust],
  [2, customer],
  [1, contact],
  [2, address],
  [1, reassign],
  [1, price],
];
const WEIGHTED = DRAWS.flatMap(([weight, draw]) => Array.from({ length: weight }, () => draw));

export const drawDeed = async (scene: Scene): Promise<Deed> => {
  for (;;) {
    const deed = await scene.dice.one(WEIGHTED)?.(scene);
    if (deed) return deed;
  }
};
