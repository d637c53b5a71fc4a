/** Tables that may be imported, in the order in which a new company needs them. */
export const tableNames = ['products', 'customers', 'prices', 'stock', 'part_numbers'] as const;
export type TableName = (typeof tableNames)[number];
export const isTable = (name: string): name is TableName => (tableNames as readonly string[]).includes(name);
