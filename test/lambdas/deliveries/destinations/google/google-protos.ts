import protos from '@google-ads/datamanager/build/protos/protos.json' with { type: 'json' };
import { fromProto3JSON, toProto3JSON } from 'proto3-json-serializer';
import protobuf from 'protobufjs';

const root = protobuf.Root.fromJSON(withCallInfo(protos));

type RequestType = 'IngestEventsRequest' | 'IngestAudienceMembersRequest' | 'RemoveAudienceMembersRequest';

/**
 * What is left of a request after Google's protos read it. Unknown fields and values are dropped silently there, so only what
 * comes back whole is right. Throws at values of a wrong type.
 */
export function googleSees(request: unknown, type: RequestType = 'IngestEventsRequest'): unknown {
  const requestType = root.lookupType(`google.ads.datamanager.v1.${type}`);
  const message = fromProto3JSON(requestType, request as Parameters<typeof fromProto3JSON>[1]);
  return toProto3JSON(message!);
}

/**
 * Version 1.9 of the API has `callInfo` (its papers of November 2026), the package of the protos does not. Its number is not known, and is of no
 * matter to JSON. It is added before the protos are read, as nothing can be added after that.
 */
function withCallInfo(known: object): protobuf.INamespace {
  const patched = structuredClone(known) as protobuf.INamespace;
  const v1 = ['google', 'ads', 'datamanager', 'v1'].reduce(
    (namespace, name) => namespace.nested![name] as protobuf.INamespace,
    patched,
  ).nested!;
  const event = v1.Event as protobuf.IType;
  if ('callInfo' in event.fields) throw new Error('the package knows callInfo by now: leave this out');
  event.fields.callInfo = { type: 'CallInfo', id: 1000 };
  v1.CallInfo = { fields: { startTimestamp: { type: 'google.protobuf.Timestamp', id: 1 } } };
  return patched;
}
