import api from './en/api.json' with { type: 'json' };
import first from './en/first.ts';
import rest from './en/rest.ts';
import { merge } from './merge.ts';

const pages = merge(first, rest);
/** English is the language that the others are typed by: a key exists when it exists here. */
const words = merge(pages, api);

/** What the pages say. */
export type English = typeof pages;
/** With what only the server says, of its interface. */
export default words;
