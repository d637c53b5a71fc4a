import type all from './en.ts';
import { merge } from './merge.ts';
import api from './zh-TW/api.json' with { type: 'json' };
import first from './zh-TW/first.ts';
import rest from './zh-TW/rest.ts';

export default merge(first, rest, api) satisfies typeof all;
