import type all from './en.ts';
import { merge } from './merge.ts';
import api from './zh-CN/api.json' with { type: 'json' };
import first from './zh-CN/first.ts';
import rest from './zh-CN/rest.ts';

export default merge(first, rest, api) satisfies typeof all;
