import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { emulatorMail, type Mail, mail, mailOf } from './mail.ts';

/** The mail that was sent; on disk before its sender gets the answer. Only the newest are kept. */
export interface Mailbox {
  /** Takes over what the emulator at this address has and the mailbox does not. */
  takeFrom(emulator: string): Promise<void>;
  /** In the order of sending. */
  list(): Mail[];
  find(id: string): Mail | undefined;
}

const mostMails = 1000;
/** The emulator's clock tells whole seconds, and two mails may be on their way at once. */
const lookBackSeconds = 60;

const store = z.object({ emails: z.array(emulatorMail) });
const row = z.object({ content: z.string() }).transform(({ content }) => mail.parse(JSON.parse(content)));

/** @param now ms since 1970 */
export function openMailbox(database: DatabaseSync, now: () => number, most = mostMails): Mailbox {
  database.exec(
    'CREATE TABLE IF NOT EXISTS mails (sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, content TEXT NOT NULL)',
  );
  const insert = database.prepare('INSERT OR IGNORE INTO mails (id, content) VALUES (?, ?)');
  const drop = database.prepare(
    'DELETE FROM mails WHERE sequence <= (SELECT sequence FROM mails ORDER BY sequence DESC LIMIT 1 OFFSET ?)',
  );
  const select = database.prepare('SELECT content FROM mails ORDER BY sequence');
  const selectOne = database.prepare('SELECT content FROM mails WHERE id = ?');
  return {
    takeFrom: async (emulator) => {
      const since = Math.floor(now() / 1000) - lookBackSeconds;
      const response = await fetch(`${emulator}/store?since=${since}`);
      for (const found of store.parse(await response.json()).emails) {
        insert.run(found.messageId, JSON.stringify(mailOf(found)));
      }
      drop.run(most);
    },
    list: () => z.array(row).parse(select.all()),
    find: (id) => row.optional().parse(selectOne.get(id)),
  };
}
