/** A small file of orders with each oddity that real ones have. */
export const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

type Line = readonly [
  document: string,
  sku: string,
  name: string,
  quantity: number | string,
  at: string,
  price: string,
  customer: string,
  country: string,
];
const noon = '2010-12-01 12:00:00';
const uk = 'United Kingdom';

/** Two sales and a return to one customer, a walk-in, a gift, charges, repeated lines, SKUs by case, corrections, faults. */
export const lines: readonly Line[] = [
  ['536365', '85123A', 'WHITE HANGING HEART ', 6, '2010-12-01 08:26:00', '2.55', '17850', uk],
  ['536365', '71053', 'WHITE METAL LANTERN', 6, '2010-12-01 08:26:00', '3.39', '17850', uk],
  ['536365', '71053', 'WHITE METAL LANTERN', 6, '2010-12-01 08:26:00', '3.39', '17850', uk],
  ['536366', '85123a', '=HYPERLINK("x")', 1, '2010-12-01 08:28:00', '1.005', '17850', uk],
  ['536366', 'POST', 'POSTAGE', 1, '2010-12-01 08:28:00', '18.0', '17850', uk],
  ['C536367', '85123A', 'WHITE HANGING HEART', -1, noon, '2.55', '17850', uk],
  ['536368', '85123A', 'WHITE HANGING HEART', 2, noon, '2.95', '', uk],
  ['536368', 'gift_0001_40', 'Gift Voucher £40.00', 1, noon, '34.04', '', uk],
  ['536369', '71053', 'damages', -20, noon, '0.0', '', uk],
  ['536370', '22139', '', 56, noon, '0.0', '', uk],
  ['536371', '85123A', 'WHITE HANGING HEART', 10, noon, '2.55', '12370', 'Cyprus'],
  ['536371', '71053', 'WHITE METAL LANTERN', 3, noon, '0.0', '12370', 'Cyprus'],
  ['536372', '71053', 'WHITE METAL LANTERN', 1, '2010-12-01 23:59:00', '3.39', '', 'EIRE'],
  ['536373', '85123A', 'WHITE HANGING HEART', 'six', noon, '2.55', '17850', uk],
  ['536373', '71053', 'WHITE METAL LANTERN', 1, noon, '3.39', '17850', uk],
  // The first document goes on after others.
  ['536365', '84406B', 'CREAM CUPID, HEARTS', 8, '2010-12-01 08:26:00', '2.75', '17850', uk],
];

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const csvOf = (rows: readonly Line[]): string =>
  `${[HEADER, ...rows.map((row) => row.map((cell) => quoted(String(cell))).join(','))].join('\r\n')}\r\n`;
export const smallFile = csvOf(lines);
