import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildApp } from 'fauxqs';
// By path, since the package offers only a start that listens on every network interface of the machine.
import { PersistenceManager } from '../../../../node_modules/fauxqs/dist/persistence.js';
import { S3Store } from '../../../../node_modules/fauxqs/dist/s3/s3Store.js';
import { SnsStore } from '../../../../node_modules/fauxqs/dist/sns/snsStore.js';
import { SqsStore } from '../../../../node_modules/fauxqs/dist/sqs/sqsStore.js';
import { INVALID_MESSAGE_BODY_CHAR } from '../../../../node_modules/fauxqs/dist/sqs/sqsTypes.js';
import { refuseWebPages } from '../aws/web-page.ts';
import { diskProblem } from '../disk-problem.ts';
import type { Log, Machine } from '../machine.ts';

/** Starts SQS and S3 on the data folder and on loopback only; gives their one address. Every change is on disk before its answer. */
export async function startQueuesAndBuckets(machine: Machine): Promise<string> {
  const folder = path.join(machine.dataDirectory, 'queues-and-buckets');
  mkdirSync(folder, { recursive: true });
  takeAllCharacters();
  const persistence = new PersistenceManager(folder);
  const sqsStore = new SqsStore();
  const snsStore = new SnsStore();
  const s3Store = new S3Store();
  // Loaded before it is connected: what is read must not be written again.
  persistence.load(sqsStore, snsStore, s3Store);
  const database = mendReceiving(machine.log, persistence, path.join(folder, 'fauxqs.db'));
  sqsStore.persistence = persistence;
  snsStore.persistence = persistence;
  s3Store.persistence = persistence;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
  const stores = { sqsStore, snsStore, s3Store };
  const app = buildApp({ logger: false, defaultRegion: machine.region, stores });
  refuseWebPages(app.server);
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  machine.onStop(async () => {
    await app.close();
    database.close();
    persistence.close();
  });
  return address;
}

/** What a message of SQS may not hold: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const invalidCharacter = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** As the package has it, a message with an emoji is refused: it looks at halves of characters. */
function takeAllCharacters(): void {
  INVALID_MESSAGE_BODY_CHAR.test = (text) => invalidCharacter.test(text);
}

/**
 * As the package has it, giving a message back (visibility timeout 0) breaks a constraint of its own database, and the message is
 * lost. And where that a message was received, or given back, cannot be written, the package loses it in memory: as it is only
 * received once more after a restart, which a queue may do anyway, that is no error.
 *
 * The package waits for the disk itself at each write, and all of this process waits with it. What is sent has to be there whatever happens.
 * That a message was received, or is done, need not outlive a power failure, after which a queue may hand it over once more: so these are
 * written by a connection of their own, which leaves it to the system when the disk gets them. They survive the end of the process all the same.
 */
function mendReceiving(log: Log, persistence: PersistenceManager, file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout = 1000; PRAGMA synchronous = NORMAL');
  const giveBack = database.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  const receive = database.prepare(`
    UPDATE sqs_messages SET receipt_handle = ?, visibility_deadline = ?, approximate_receive_count = ?,
      approximate_first_receive_timestamp = ? WHERE message_id = ?`);
  const remove = database.prepare('DELETE FROM sqs_messages WHERE message_id = ?');
  let isSaid = false;
  const attempt = (write: () => unknown) => {
    try {
      write();
      isSaid = false;
    } catch (error) {
      const problem = diskProblem(error);
      if (problem === undefined) throw error;
      if (!isSaid) log.warn(`Queues: ${problem}`);
      isSaid = true;
    }
  };
  persistence.updateMessageReady = (message) => attempt(() => giveBack.run(message));
  persistence.updateMessageInflight = (message, receipt, deadline, count, first) =>
    attempt(() => receive.run(receipt, deadline, count, first ?? null, message));
  persistence.deleteMessage = (message) => void remove.run(message);
  return database;
}
