import { randomUUID } from 'node:crypto';
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { openShard } from '../calls/call-item.ts';
import { holds } from '../platform/aws/condition-failed.ts';
import { isPossibleKey } from '../platform/aws/key-limits.ts';
import { readIfKnown } from '../platform/aws/stored-item.ts';
import type { Table } from '../platform/aws/table.ts';
import { type Delivery, delivery as deliverySchema, isOpen } from './delivery.ts';
import { type Claim, claimSeconds } from './delivery-claim.ts';
import type { Finish } from './delivery-finish.ts';
import { deliveryKey, heldPlace, openDeliveryAttributes, parkedPlace, subjectAttribute } from './delivery-items.ts';
import type { Wanted } from './delivery-wanted.ts';

export type DeliveryKey = Pick<Delivery, 'call' | 'id'>;
/** What an attempt claims: whom it tells of what, and the time that it has in the index `open`, if that is known. */
export type ToClaim = Omit<Wanted, 'wanted'> & Pick<Delivery, 'dueAt'>;

/** The delivery as it is now; undefined when there is none that this version knows. */
export async function readDelivery(calls: Table, key: DeliveryKey): Promise<Delivery | undefined> {
  const found = await findDelivery(calls, key);
  return found === 'unknown' ? undefined : found;
}

/** The same, but `unknown` for one that a newer version wrote. */
export async function findDelivery(calls: Table, key: DeliveryKey): Promise<Delivery | 'unknown' | undefined> {
  const Key = deliveryKey(key);
  if (!isPossibleKey(Key)) return undefined;
  const { Item } = await calls.documents.send(new GetCommand({ TableName: calls.name, Key, ConsistentRead: true }));
  return Item && (readIfKnown(deliverySchema, Item) ?? 'unknown');
}

/** Lets nobody start it anew before a time (ms), as long as it is open. Nothing else of it changes. */
export async function putOffDelivery(calls: Table, key: DeliveryKey, until: number): Promise<void> {
  const isInIndex = 'attribute_exists(dueAt)';
  const isUnattempted = 'attribute_exists(pk) AND (attribute_not_exists(attempted) OR attempted < wanted)';
  const change = {
    ConditionExpression: `${isInIndex} OR (${isUnattempted})`,
    UpdateExpression: 'SET openShard = :openShard, dueAt = :until',
    ExpressionAttributeValues: { ':openShard': openShard(key.id), ':until': until },
  };
  await write(calls, key, change, () => true);
}

/**
 * Claims the delivery for one attempt, the first of which makes it; answers the claim's id, by which it knows itself again when its answer is lost and the SDK
 * sends it twice. Undefined when somebody else was faster, or a newer revision is wanted: then nothing may be sent.
 *
 *      claim of another     this claim                      young until
 *     --|------ outcome ------|------ outcome or death -------|------ free again
 */
export async function claimDelivery(calls: Table, key: ToClaim, claim: Claim): Promise<string | undefined> {
  const id = randomUUID();
  const nothingNewerIsWanted = '(attribute_not_exists(wanted) OR wanted <= :revision)';
  // What came of an attempt, and when the next one is due, changes with a claim alone: what was decided on still holds.
  const nobodyHasClaimed = claim.follows === undefined ? 'attribute_not_exists(claim)' : 'claim = :follows';
  const nobodySends = claim.dead ? 'sending = :dead' : 'attribute_not_exists(sending)';
  const claimEnds = claim.since + claimSeconds * 1000;
  // An entry of the index stays where it is, if that is late enough: moving it costs two writes. What has none is looked after by its
  // conversion's.
  const isTooEarly = key.dueAt !== undefined && key.dueAt <= claimEnds;
  const { dueAt } = openDeliveryAttributes({ id: key.id, nextAt: claimEnds });
  const change = {
    ConditionExpression: [nothingNewerIsWanted, nobodyHasClaimed, nobodySends].join(' AND '),
    UpdateExpression:
      [
        // It is due from now on: the time left by the revision before says nothing about this one.
        'SET sending = :sending, claim = :claim, attempted = :revision, attempts = :attempts, nextAt = :now',
        'wanted = :revision, sent = if_not_exists(sent, :none), redrive = if_not_exists(redrive, :none)',
        'id = :id, #call = :call, site = :site, #subject = :subject, destination = :destination',
        ...(isTooEarly ? ['openShard = :openShard, dueAt = :dueAt'] : []),
        ...(claim.asks ? [] : ['#state = :pending']),
        ...(claim.unsure ? ['unsure = :unsure'] : []),
        ...(claim.takesBack ? ['takingBack = :revision'] : []),
      ].join(', ') + (claim.asks ? '' : ' REMOVE asking'),
    ExpressionAttributeNames: {
      '#call': 'call',
      ...subjectAttribute(key).name,
      ...(!claim.asks && { '#state': 'state' }),
    },
    ExpressionAttributeValues: {
      ':id': key.id,
      ':call': key.call,
      ':site': key.site,
      ...subjectAttribute(key).value,
      ':destination': key.destination,
      ':none': 0,
      ':revision': claim.revision,
      ':now': claim.since,
      ...(!claim.asks && { ':pending': 'pending' }),
      ':sending': { revision: claim.revision, since: claim.since },
      ':claim': id,
      ':attempts': claim.attempts,
      ...(isTooEarly && { ':openShard': openShard(key.id), ':dueAt': dueAt }),
      ...(claim.follows !== undefined && { ':follows': claim.follows }),
      ...(claim.dead && { ':dead': claim.dead }),
      ...(claim.unsure && { ':unsure': claim.unsure }),
    },
  };
  return (await write(calls, key, change, (found) => found.claim === id)) ? id : undefined;
}

/** A claim that was made: `id` is its own. */
export type OwnClaim = Pick<Claim, 'revision' | 'since'> & { readonly id: string };

/**
 * Writes what came of an attempt, on condition that the claim is still its own. False when it was taken for dead meanwhile:
 * then whoever took over decides. Who finishes takes `sending` away and leaves the claim's id: so a repeated finish finds itself.
 */
export async function finishDelivery(
  calls: Table,
  key: DeliveryKey & Pick<Delivery, 'destination'>,
  { id, revision, since }: OwnClaim,
  finish: Finish,
): Promise<boolean> {
  const isMine = 'sending = :mine AND claim = :claim';
  const {
    state,
    result,
    reason,
    receipt,
    unsure,
    asking,
    sent,
    nextAt,
    restsUntil,
    attempts,
    takenBack,
    told,
    unnamed,
  } = finish;
  const optional = Object.entries({ result, reason, receipt, unsure, asking, unnamed });
  const present = optional.filter(([, value]) => value !== undefined);
  const absent = optional.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
  const base = {
    ExpressionAttributeNames: {
      '#state': 'state',
      ...Object.fromEntries(optional.map(([name]) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ':mine': { revision, since },
      ':claim': id,
      ':revision': revision,
      ':state': state,
      ':sent': sent,
      ':nextAt': nextAt,
      ':restsUntil': restsUntil,
      ...(attempts !== undefined && { ':attempts': attempts }),
      ...(takenBack !== undefined && { ':takenBack': takenBack }),
      ...(told !== undefined && { ':told': told }),
      ...Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
    },
  };
  const set = [
    'sent = :sent',
    ...(sent === revision ? ['firstSent = if_not_exists(firstSent, :revision)'] : []),
    'nextAt = :nextAt',
    'restsUntil = :restsUntil',
    ...(attempts === undefined ? [] : ['attempts = :attempts']),
    ...(takenBack === undefined ? [] : ['takenBack = :takenBack']),
    ...(told === undefined ? [] : ['told = :told']),
    ...present.map(([name]) => `#${name} = :${name}`),
  ];
  const swept = openDeliveryAttributes({ id: key.id, nextAt });
  const place = placeOf(key, revision, finish);
  // While the newest revision is this one, the index follows from what came of it; else a newer one is open, whatever came of this.
  const ifNewest = {
    ...base,
    ConditionExpression: `${isMine} AND wanted = :revision`,
    UpdateExpression: `SET ${[...set, '#state = :state', ...(place ? ['openShard = :openShard', 'dueAt = :dueAt'] : [])].join(', ')} REMOVE ${['sending', 'looks', ...absent, ...(place ? [] : ['openShard', 'dueAt'])].join(', ')}`,
    ExpressionAttributeValues: { ...base.ExpressionAttributeValues, ...(place && indexValues(place)) },
  };
  const ifOvertaken = {
    ...base,
    ConditionExpression: `${isMine} AND wanted > :revision`,
    UpdateExpression: `SET ${[...set, '#state = :state', 'openShard = :openShard', 'dueAt = :dueAt'].join(', ')} REMOVE ${['sending', 'looks', ...absent].join(', ')}`,
    ExpressionAttributeValues: { ...base.ExpressionAttributeValues, ...indexValues(swept), ':state': 'pending' },
  };
  const isFinished = (found: Record<string, unknown>) => found.claim === id && found.sending === undefined;
  // `wanted` only grows, so what is not the newest now never is again.
  return (await write(calls, key, ifNewest, isFinished)) || (await write(calls, key, ifOvertaken, isFinished));
}

type Place = ReturnType<typeof openDeliveryAttributes>;

/** Where it stands in the index `open` once its newest revision was attempted; nowhere when it is done. */
function placeOf(
  { id, destination }: Pick<Delivery, 'id' | 'destination'>,
  revision: number,
  { state, asking, nextAt, isHeld = false }: Finish,
): Place | undefined {
  if (isHeld) return { openShard: heldPlace(destination), dueAt: nextAt };
  if (state === 'parked') return { openShard: parkedPlace(destination), dueAt: nextAt };
  const isLeft = isOpen({ attempted: revision, wanted: revision, state, asking });
  return isLeft ? openDeliveryAttributes({ id, nextAt }) : undefined;
}

function indexValues({ openShard, dueAt }: Place) {
  return { ':openShard': openShard, ':dueAt': dueAt };
}

type Change = Pick<
  UpdateCommandInput,
  'ConditionExpression' | 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** One conditional update; false when its condition does not hold, unless what it meets is its own. */
function write(
  calls: Table,
  key: DeliveryKey,
  change: Change,
  isOwn: (found: Record<string, unknown>) => boolean,
): Promise<boolean> {
  const command = new UpdateCommand({
    TableName: calls.name,
    Key: deliveryKey(key),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    ...change,
  });
  return holds(calls.documents.send(command), isOwn);
}
