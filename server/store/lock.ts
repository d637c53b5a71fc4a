/** One server for each data folder. The lock is SQLite's own on a file, so that it ends with the process that holds it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface FolderLock {
  release(): void;
}

/** A handle that nobody refers to any more is closed when memory is cleared away, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Takes the folder, or throws an error with code `data_folder_in_use` when another server (of this process or any
 * other on the machine) has it. Nothing else may open `<folder>/lock.db`: closing any handle on a file gives up all
 * of a process's locks on it.
 */
export const lockFolder = (folder: string): FolderLock => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    db.exec('pragma locking_mode = exclusive; pragma synchronous = off; begin exclusive');
  } catch (cause) {
    db.close();
    if ((cause as { errcode?: number }).errcode !== 5) throw cause;
    const message = `Another server is using the data folder ${folder}. Stop it, or start this one with another folder.`;
    throw Object.assign(new Error(message, { cause }), { code: 'data_folder_in_use' });
  }
  held.add(db);
  return {
    release() {
      if (held.delete(db)) db.close();
    },
  };
};
