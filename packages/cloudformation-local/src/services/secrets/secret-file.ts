import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { errorCode } from '../../error-code.ts';
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
  let known: ReadonlyMap<string, Secret> = new Map(read(file).map((entry) => [entry.name, entry]));
  const removed = new Map<string, { readonly arn: string; readonly at: number }>();
  /** What cannot be written is not known either: it would be gone after a restart. */
  const replace = (changed: ReadonlyMap<string, Secret>) => {
    // Written aside and moved: a kill in between must not cost the secrets, all tokens hang on them.
    mkdirSync(dataDirectory, { recursive: true });
    const aside = `${file}.${randomUUID()}`;
    try {
      writeFileSync(aside, JSON.stringify([...changed.values()], undefined, 2), { mode: 0o600, flush: true });
      renameSync(aside, file);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
    known = changed;
  };
  return {
    find: (nameOrArn) => known.get(nameOrArn) ?? [...known.values()].find(({ arn }) => arn === nameOrArn),
    list: () => [...known.values()],
    save(changed) {
      replace(new Map(known).set(changed.name, changed));
    },
    remove({ name, arn }) {
      const rest = new Map(known);
      rest.delete(name);
      replace(rest);
      removed.set(name, { arn, at: Date.now() });
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
  } catch (error) {
    // A file that is there and cannot be read must not be written over.
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
  chmodSync(file, 0o600);
  return z.array(secret).parse(JSON.parse(text));
}
