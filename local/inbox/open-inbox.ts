import type { DatabaseSync } from 'node:sqlite';
import { createBehaviours } from './behaviours.ts';
import type { Inbox } from './inbox-routes.ts';
import { messageLog } from './message-log.ts';
import { demoSigningSecret } from './signing-secret.ts';

/** Longer than any sender waits. */
const longestHang = 120_000;

export function openInbox(database: DatabaseSync, dataDirectory: string): Inbox {
  return {
    messages: messageLog(database),
    behaviours: createBehaviours(Date.now),
    signingSecret: demoSigningSecret(dataDirectory),
    now: Date.now,
    longestHang,
  };
}
