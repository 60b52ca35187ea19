import {
  DeleteCommand,
  paginateQuery,
  QueryCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { conditionFailed } from '../../platform/aws/condition-failed.ts';
import { readIfKnown } from '../../platform/aws/stored-item.ts';
import type { Table } from '../../platform/aws/table.ts';
import { tableKeys } from '../../platform/aws/table-keys.ts';
import { transact } from '../../platform/aws/transact.ts';
import { type VisitKey, visitItemKey } from '../visit-key.ts';
import { type GivenCode, givenCode, keptDays, shownFor } from './given-code.ts';

/** A code, and until when the page may show it, ms. */
export type ShownCode = Pick<GivenCode, 'code' | 'expiresAt'>;

/**
 * Where a visit's code is found again. In a partition of its own: all that lies under a visitor is read as visits, also by versions that
 * know no codes. No attribute is called `visitor`, which would put it into their index.
 */
const codeOfVisit = z.object({ site: z.string(), code: z.string() });

/** The code of a visit, to be shown on from `now` (ms); undefined where it has none, or its visitor has withdrawn. Consistent. */
export async function keepCode(visits: Table, visit: VisitKey, now: number): Promise<ShownCode | undefined> {
  const [item] = await itemsAt(visits, visitCodeKey(visit));
  const known = item && readIfKnown(codeOfVisit, item);
  if (known === undefined) return undefined;
  const expiresAt = now + shownFor;
  const isThere = 'attribute_exists(pk)';
  const isOfVisit = 'holder.visit = :visit';
  // A withdrawal finds the code by what lies with the visitor: that is kept first, and so never for less long.
  const isKept =
    (await keepUntil(visits, visitCodeKey(visit), expiresAt, { ConditionExpression: isThere })) &&
    (await keepUntil(visits, codeKey(known.site, known.code), expiresAt, {
      ConditionExpression: isOfVisit,
      ExpressionAttributeValues: { ':visit': visit.visit },
    }));
  return isKept ? { code: known.code, expiresAt } : undefined;
}

/** A page shows it until then (ms). False where the condition does not hold. */
async function keepUntil(
  visits: Table,
  Key: Readonly<Record<string, string>>,
  expiresAt: number,
  {
    ConditionExpression,
    ExpressionAttributeValues,
  }: Pick<UpdateCommandInput, 'ConditionExpression' | 'ExpressionAttributeValues'>,
): Promise<boolean> {
  try {
    await visits.documents.send(
      new UpdateCommand({
        TableName: visits.name,
        Key,
        UpdateExpression: 'SET expiresAt = :expiresAt, #ttl = :ttl',
        ConditionExpression,
        ExpressionAttributeNames: { '#ttl': tableKeys.ttl },
        ExpressionAttributeValues: {
          ...ExpressionAttributeValues,
          ':expiresAt': expiresAt,
          ':ttl': ttlOf(expiresAt),
        },
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
    return false;
  }
}

/** `taken`: another visit has the code, or had it lately. `no-visit`: nothing is kept of the visit, or its visitor does not allow it. `other`: it got another one meanwhile. */
export type GaveCode = 'given' | 'taken' | 'no-visit' | 'other';

/** Gives a code to a visit that has none, on condition that nobody else has it. `now` in ms. */
export async function giveCode(
  visits: Table,
  { site, visit, code }: { readonly site: string; readonly visit: VisitKey; readonly code: string },
  now: number,
): Promise<GaveCode> {
  const expiresAt = now + shownFor;
  const ttl = ttlOf(expiresAt);
  const holder = { visit: visit.visit, visitor: visit.visitor, number: visit.number, shownAt: visit.shownAt };
  const given: GivenCode = { site, code, givenAt: now, expiresAt, holder };
  const isTheirs = 'visitor = :visitor AND consent.analytics = :allowed';
  // TTL may take days to collect what has ended.
  const isFree = 'attribute_not_exists(pk) OR #ttl < :now';
  const ended = {
    ExpressionAttributeNames: { '#ttl': tableKeys.ttl },
    ExpressionAttributeValues: { ':now': now / 1000 },
  };
  const failed = await transact(visits.documents, [
    {
      ConditionCheck: {
        TableName: visits.name,
        Key: visitItemKey(visit),
        ConditionExpression: isTheirs,
        ExpressionAttributeValues: { ':visitor': visit.visitor, ':allowed': true },
      },
    },
    {
      Put: {
        TableName: visits.name,
        Item: { ...codeKey(site, code), ...given, [tableKeys.ttl]: ttl },
        ConditionExpression: isFree,
        ...ended,
      },
    },
    {
      Put: {
        TableName: visits.name,
        Item: { ...visitCodeKey(visit), site, code, [tableKeys.ttl]: ttl },
        ConditionExpression: isFree,
        ...ended,
      },
    },
  ]);
  const [first] = failed;
  return first === undefined ? 'given' : (refusals[first.index] ?? 'taken');
}

/** By the item of the transaction whose condition does not hold. */
const refusals: readonly GaveCode[] = ['no-visit', 'taken', 'other'];

/** A code of a site as it was given; undefined for one that was not, or so long ago that it is nobody's. Consistent. */
export async function readGivenCode(visits: Table, site: string, code: string): Promise<GivenCode | undefined> {
  const [item] = await itemsAt(visits, codeKey(site, code));
  return item && readIfKnown(givenCode, item);
}

/**
 * Takes a visitor out of all codes: a mark stays, so that no one else gets a code that may still be said. After the visits are withdrawn, as
 * codes are given to visits that are not. Doing it again changes nothing.
 */
export async function withdrawCodes(visits: Table, visitor: string): Promise<void> {
  const pages = paginateQuery(
    { client: visits.documents },
    {
      TableName: visits.name,
      KeyConditionExpression: 'pk = :codes',
      ExpressionAttributeValues: { ':codes': visitorCodes(visitor) },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { pk, sk, site, code } of Items) {
      await withdrawCode(visits, codeKey(String(site), String(code)), visitor);
      await visits.documents.send(new DeleteCommand({ TableName: visits.name, Key: { pk, sk } }));
    }
  }
}

async function withdrawCode(visits: Table, Key: ReturnType<typeof codeKey>, visitor: string): Promise<void> {
  const isTheirs = 'holder.visitor = :visitor';
  try {
    await visits.documents.send(
      new UpdateCommand({
        TableName: visits.name,
        Key,
        UpdateExpression: 'REMOVE holder',
        ConditionExpression: isTheirs,
        ExpressionAttributeValues: { ':visitor': visitor },
      }),
    );
  } catch (error) {
    if (conditionFailed(error) === undefined) throw error;
  }
}

async function itemsAt(visits: Table, { pk, sk }: { readonly pk: string; readonly sk: string }) {
  const { Items = [] } = await visits.documents.send(
    new QueryCommand({
      TableName: visits.name,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      ConsistentRead: true,
    }),
  );
  return Items;
}

function codeKey(site: string, code: string) {
  return { pk: `CODE#${site}#${code}`, sk: 'CODE' };
}

function visitCodeKey({ visitor, visit }: VisitKey) {
  return { pk: visitorCodes(visitor), sk: `VISIT#${visit}` };
}

function visitorCodes(visitor: string): string {
  return `CODES#${visitor}`;
}

function ttlOf(expiresAt: number): number {
  return Math.ceil((expiresAt + keptDays * 24 * 3600_000) / 1000);
}
