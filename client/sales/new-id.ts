import { uuid7 } from '../../shared/base/id.ts';

/** An id for a row that is made here: the server takes it as it is, so that a repeat makes nothing twice. */
export const newId = (): string => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
