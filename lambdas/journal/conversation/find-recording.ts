import { foldLegs } from '../../calls/fold/legs.ts';
import type { Observation, Recording } from '../../calls/observation.ts';
import { notFound, Problem } from '../../platform/http/problem.ts';

/** Where a recording lies. */
export type RecordingPlace =
  | { readonly kind: 's3'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'carrier'; readonly url: string };

/** A recording of a leg, and where it is. */
export interface FoundRecording {
  readonly leg: string;
  readonly recording: Recording;
  readonly place: RecordingPlace;
}

/** The recording of a leg, or the first one of the call. Throws 404 where there is none, and 410 where it was deleted. */
export function findRecording(
  call: string,
  observations: readonly Observation[],
  wantedLeg: string | undefined,
): FoundRecording {
  const recorded = foldLegs(observations).flatMap(({ id, fields: { recording } }) =>
    recording === undefined ? [] : [{ leg: id, recording }],
  );
  const ofLeg = wantedLeg === undefined ? recorded : recorded.filter(({ leg }) => leg === wantedLeg);
  const found = ofLeg.find(({ recording }) => recording.status === 'available') ?? ofLeg[0];
  if (found === undefined) {
    throw notFound(
      wantedLeg === undefined ? `call ${call} has no recording` : `no recording of leg ${wantedLeg} is known`,
    );
  }
  if (found.recording.status === 'deleted') throw new Problem(410, 'the recording was deleted where it lay');
  const place = placeOf(found.recording.location);
  if (place === undefined) throw notFound('the carrier does not say where the recording is');
  return { ...found, place };
}

function placeOf(location: string): RecordingPlace | undefined {
  const { bucket, key } = /^s3:\/\/(?<bucket>[^/]+)\/(?<key>.+)$/i.exec(location)?.groups ?? {};
  if (bucket !== undefined && key !== undefined) return { kind: 's3', bucket, key };
  return /^https:\/\//i.test(location) && URL.canParse(location) ? { kind: 'carrier', url: location } : undefined;
}
