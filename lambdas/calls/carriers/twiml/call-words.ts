import type { LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

/** `outbound-dial` is the leg of a phone that was rung, which names its parent; trunks are named from the PBX's side. */
export function directionOf(word: string | undefined): 'inbound' | 'outbound' | undefined {
  const direction = word?.toLowerCase();
  if (direction === undefined) return undefined;
  return direction.startsWith('outbound') || direction === 'trunking-terminating' ? 'outbound' : 'inbound';
}

/** What the network thinks of the caller's number: `StirVerstat` of Twilio, `ShakenStirAttestation` of Telnyx. Undefined where it was not checked. */
export function attestationOf(part: Part): LegFields['attestation'] {
  const verdict = part.text('StirVerstat') ?? '';
  if (/^TN-Validation-Failed/i.test(verdict)) return 'failed';
  const letter = /^TN-Validation-Passed-([ABC])\b/i.exec(verdict)?.[1] ?? part.text('ShakenStirAttestation');
  return attestedBy(letter, part.text('ShakenStirValidated')?.toLowerCase() !== 'false');
}

/** The level that somebody signed for; failed where the signature is wrong. */
export function attestedBy(letter: string | undefined, isValid: boolean): LegFields['attestation'] {
  const level = (['A', 'B', 'C'] as const).find((one) => one === letter?.toUpperCase());
  return level === undefined || isValid ? level : 'failed';
}

/** Who took the call, where the carrier listens for machines. */
export function answeredByOf(word: string | undefined): LegFields['answeredBy'] {
  const answered = word?.toLowerCase() ?? '';
  if (answered.startsWith('human')) return 'person';
  // A machine of which the end of the greeting was heard takes messages.
  if (answered.startsWith('machine_end')) return 'voicemail';
  return answered.startsWith('machine') || answered.startsWith('fax') ? 'machine' : undefined;
}
