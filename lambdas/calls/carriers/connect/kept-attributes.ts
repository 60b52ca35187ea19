import { callMark } from '../../mark.ts';
import type { Ignored, LegFields } from '../../observation.ts';
import type { Part } from '../payload-part.ts';

/** Attributes of a contact by which flows, tests and operators tell something of its call. */
const attribute = {
  mark: 'leaseline_mark',
  recording: 'leaseline_recording',
  keys: 'leaseline_keys',
  code: 'leaseline_phone_code',
} as const;

/** More keys than a caller presses, and more entries than menus have. */
const mostEntries = 50;

/**
 * What is kept with a contact says of its call: that it is marked, what the caller answered about a recording, the keys pressed, in order and
 * with blanks between those of several menus, and what was keyed in when the flow asked for the code that a page shows. What means nothing here is noted. `where` goes before the names.
 */
export function keptFields(attributes: Part, ignored: Ignored[], where = 'Attributes'): LegFields {
  const read = <T>(name: string, reason: string, convert: (text: string) => T | undefined): T | undefined => {
    const text = attributes.text(name);
    if (text === undefined) return undefined;
    const value = convert(text);
    if (value === undefined) ignored.push({ what: `${where}.${name}`, reason });
    return value;
  };
  const mark = read(attribute.mark, `is none of ${callMark.options.join(', ')}`, markOf);
  const recordingConsent = read(attribute.recording, 'is neither given nor refused', consentOf);
  const keys = read(attribute.keys, 'are no keys of a phone', keysOf);
  const keyedCode = read(attribute.code, 'are no digits', codeOf);
  return {
    ...(mark !== undefined && { mark }),
    ...(recordingConsent !== undefined && { recordingConsent }),
    ...(keys !== undefined && { keys }),
    ...(keyedCode !== undefined && { keyedCode }),
  };
}

function markOf(text: string): LegFields['mark'] {
  return callMark.safeParse(text.toLowerCase()).data;
}

function consentOf(text: string): LegFields['recordingConsent'] {
  return text === 'given' || text === 'refused' ? text : undefined;
}

/** Whether it is a code at all is found out with the site. */
function codeOf(text: string): string | undefined {
  return /^\d{1,20}$/.test(text) ? text : undefined;
}

function keysOf(text: string): string[] | undefined {
  const entries = text.split(/\s+/);
  return entries.length <= mostEntries && entries.every((entry) => /^[0-9*#]{1,50}$/.test(entry)) ? entries : undefined;
}
