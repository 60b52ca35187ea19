import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import type { Message, NewMessage } from './message.ts';

/** The messages of all inboxes, on disk before they are answered; only the newest are kept. */
export interface MessageLog {
  add(message: NewMessage): void;
  /** In order of arrival. */
  list(filter: { readonly name?: string | undefined; readonly after?: number | undefined }): Message[];
  newest(most: number, name?: string): Message[];
  find(id: string): Message | undefined;
  /** How many each inbox has. */
  counts(): ReadonlyMap<string, number>;
}

export interface LogLimits {
  /** Messages of one inbox. */
  readonly messages: number;
  /** Bytes of the bodies of all inboxes. */
  readonly bytes: number;
}

const defaultLimits: LogLimits = { messages: 1000, bytes: 256 * 1024 * 1024 };

const row = z
  .object({
    sequence: z.number(),
    id: z.string(),
    name: z.string(),
    received_at: z.number(),
    method: z.string(),
    path: z.string(),
    query: z.string(),
    headers: z.string(),
    body: z.instanceof(Uint8Array),
    answer: z.string(),
  })
  .transform(({ received_at, headers, ...rest }): Message => {
    return { ...rest, receivedAt: received_at, headers: z.record(z.string(), z.string()).parse(JSON.parse(headers)) };
  });
const rows = z.array(row);

export function messageLog(database: DatabaseSync, limits: LogLimits = defaultLimits): MessageLog {
  database.exec(`
    CREATE TABLE IF NOT EXISTS messages (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, received_at INTEGER NOT NULL,
      method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, answer TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS messages_of ON messages (name, sequence)`);
  const insert = database.prepare(
    'INSERT INTO messages (id, name, received_at, method, path, query, headers, body, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const dropOfInbox = database.prepare(
    'DELETE FROM messages WHERE name = ? AND sequence <= (SELECT sequence FROM messages WHERE name = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)',
  );
  const dropOldest = database.prepare('DELETE FROM messages WHERE sequence = (SELECT min(sequence) FROM messages)');
  const size = database.prepare('SELECT coalesce(sum(length(body)), 0) AS bytes FROM messages');
  const select = database.prepare(
    'SELECT * FROM messages WHERE (? IS NULL OR name = ?) AND sequence > ? ORDER BY sequence',
  );
  const selectNewest = database.prepare(
    'SELECT * FROM messages WHERE (? IS NULL OR name = ?) ORDER BY sequence DESC LIMIT ?',
  );
  const selectOne = database.prepare('SELECT * FROM messages WHERE id = ?');
  const count = database.prepare('SELECT name, count(*) AS messages FROM messages GROUP BY name ORDER BY name');
  const bytes = () => z.object({ bytes: z.number() }).parse(size.get()).bytes;

  return {
    add: ({ id, name, receivedAt, method, path, query, headers, body, answer }) => {
      insert.run(id, name, receivedAt, method, path, query, JSON.stringify(headers), body, answer);
      dropOfInbox.run(name, name, limits.messages);
      while (bytes() > limits.bytes) dropOldest.run();
    },
    list: ({ name = null, after = 0 }) => rows.parse(select.all(name, name, after)),
    newest: (most, name) => rows.parse(selectNewest.all(name ?? null, name ?? null, most)),
    find: (id) => row.optional().parse(selectOne.get(id)),
    counts: () => {
      const found = z.array(z.object({ name: z.string(), messages: z.number() })).parse(count.all());
      return new Map(found.map(({ name, messages }) => [name, messages]));
    },
  };
}
