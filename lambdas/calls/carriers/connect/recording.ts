import type { Recording } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

/**
 * Where the recording of a contact lies. A record tells it twice: as `Recording`, and in the list `Recordings`, where others may be
 * (of the screen, of what was said before the agent came). The location comes with and without `s3://`.
 */
export function recordingOf(contact: Part): Recording | undefined {
  const listed = contact
    .parts('Recordings')
    .filter((one) => (one.text('MediaStreamType') ?? 'AUDIO').toUpperCase() === 'AUDIO' && isInS3(one));
  const isCall = (one: Part) => !/IVR|AUTOMATED/i.test(one.text('ParticipantType') ?? '');
  const told = listed.find(isCall) ?? listed[0];
  const single = contact.part('Recording');
  const location = told?.longText('Location', 1100) ?? single.longText('Location', 1100);
  if (location === undefined) return undefined;
  const startedAt = told?.time('StartTimestamp');
  const status = (told?.text('Status') ?? single.text('Status'))?.toUpperCase() === 'DELETED' ? 'deleted' : 'available';
  return {
    location: /^s3:\/\//i.test(location) ? location : `s3://${location.replace(/^\/+/, '')}`,
    ...(startedAt !== undefined && { startedAt }),
    status,
  };
}

function isInS3(one: Part): boolean {
  return (one.text('StorageType') ?? 'S3').toUpperCase() === 'S3' && one.longText('Location', 1100) !== undefined;
}
