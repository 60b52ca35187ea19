import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Machine } from '../../machine.ts';

const secret = z.object({
  arn: z.string(),
  name: z.string(),
  description: z.string().optional(),
  /** The value, and the one before it; times in ms. */
  versions: z
    .array(z.object({ id: z.string(), text: z.string().optional(), binary: z.string().optional(), at: z.number() }))
    .min(1),
});

export type Secret = z.infer<typeof secret>;
export type SecretVersion = Secret['versions'][number];

/** The secrets of this machine: in one file that only its owner can read, so values stay over restarts. Newest version first. */
export interface Secrets {
  /** By name or ARN. */
  find(nameOrArn: string): Secret | undefined;
  list(): readonly Secret[];
  save(secret: Secret): void;
  remove(secret: Secret): void;
  /** Whether a secret of this name was removed a moment ago: at the real service it is not quite gone then, and its name is taken. */
  isGoing(nameOrArn: string): boolean;
}

/** How long a name stays taken after its secret was removed, ms; the real service only says that it takes a while. */
const goingFor = 5_000;

/** As at the real service, where the suffix keeps a secret apart from a later one of the same name. */
export function newSecretArn(name: string, { region, accountId }: Pick<Machine, 'region' | 'accountId'>): string {
  const suffix = randomUUID().replaceAll('-', '').slice(0, 6);
  return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${suffix}`;
}

export function openSecrets(dataDirectory: string): Secrets {
  const file = path.join(dataDirectory, 'secrets.json');
  const known = new Map(read(file).map((entry) => [entry.name, entry]));
  const removed = new Map<string, { readonly arn: string; readonly at: number }>();
  const write = () => {
    // Written aside and moved: a kill in between must not cost the secrets, all tokens hang on them.
    mkdirSync(dataDirectory, { recursive: true });
    const aside = `${file}.${randomUUID()}`;
    writeFileSync(aside, JSON.stringify([...known.values()], undefined, 2), { mode: 0o600 });
    renameSync(aside, file);
  };
  return {
    find: (nameOrArn) => known.get(nameOrArn) ?? [...known.values()].find(({ arn }) => arn === nameOrArn),
    list: () => [...known.values()],
    save(changed) {
      known.set(changed.name, changed);
      write();
    },
    remove({ name, arn }) {
      known.delete(name);
      removed.set(name, { arn, at: Date.now() });
      write();
    },
    isGoing(nameOrArn) {
      for (const [name, { at }] of removed) if (Date.now() - at > goingFor) removed.delete(name);
      return [...removed].some(([name, { arn }]) => name === nameOrArn || arn === nameOrArn);
    },
  };
}

function read(file: string): Secret[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  chmodSync(file, 0o600);
  return z.array(secret).parse(JSON.parse(text));
}
