import { deflateSync, inflateSync } from 'node:zlib';

type Item = Readonly<Record<string, unknown>>;

/** The attribute that holds what was packed. */
export const packedAttribute = 'packed';

/**
 * An item with its attributes packed into one, but for those named `plain`: a usual call of 1.5 KB gets below 1 KB, which is what a write
 * unit and each index are counted by. What JSON cannot hold (sets, bytes of a newer version) stays as it is.
 */
export function packItem(item: Item, plain: ReadonlySet<string>): Record<string, unknown> {
  const isPacked = ([name, value]: [string, unknown]) => !plain.has(name) && isJson(value);
  const given = Object.entries(item).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(Object.fromEntries(given.filter(isPacked)));
  const packed = deflateSync(text, { level: 9, dictionary });
  // A bare array, as it is read back: a write whose answer was lost is known again by being equal.
  return { ...Object.fromEntries(given.filter((one) => !isPacked(one))), [packedAttribute]: new Uint8Array(packed) };
}

/** The item as it was before it was packed. What stands beside was written later, so it counts. An item that was never packed stays as it is. */
export function unpackItem({ [packedAttribute]: packed, ...beside }: Item): Record<string, unknown> {
  return packed instanceof Uint8Array ? { ...unpack(packed), ...beside } : beside;
}

function isJson(value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
  return isPlain && Object.values(value).every(isJson);
}

/** What only a newer version can unpack is as if it were not there. */
function unpack(packed: Uint8Array): object {
  try {
    const value: unknown = JSON.parse(inflateSync(packed, { dictionary }).toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/**
 * Texts that calls have in common, the most frequent last. What was packed can only be unpacked with this very text, and says so (by its
 * checksum): it must never change. Another one needs an attribute of its own.
 */
const dictionary = Buffer.from(
  [
    '"busy""failed""missed","ringing","unsupported":"untold":[{"person":"PERSON#","number":"+","from":1}],"partOf":"values":[{"minor":00,',
    '"currency":"EUR"}],"revenue":{"minor":"outcome":""tags":["{"what":"","reason":"}',
    '"medium":"organic""referral""none""email""print"',
    '"source":"direct""facebook""bing""unknown""device":"tablet""mobile","params":{"ttclid":"fbclid":"fb.1.msclkid":"wbraid":"gbraid":"',
    '"fbc":"gaSession":"cookie""keyword":"content":"method":"click","caller-memory","source"0.95,0.9,0.6,false',
    'This caller rang before, on , after . Somebody else has been shown the number since., and the same visitor The visitor of  clicked ',
    ' was the default number of pool , which stands for ; many people see it, so it names no visitor. is leased to visitors by pool , but ',
    'nobody was shown it before the call. That lease ended  before the call. h  days  Other visitors were shown it earlier',
    '"endReason":"AGENT_DISCONNECT","CUSTOMER_DISCONNECT","queue":"arn:aws:connect:us-east-1:/queue/","agent":"talkSeconds":',
    '"holdSeconds":0,"endedAt":179"waitSeconds":"answeredAt":179"caller":{"kind":"withheld"}"caller":{"kind":"number","number":"+1"}',
    '"id":"","carrier":"connect","status":"answered","status":"completed","final":false,"final":true,"finalAt":179000,"direction":',
    '"outbound","direction":"inbound","startedAt":179,"legs":1,"ignored":[],"match":{"method":"lease","confidence":0.88,"visit":{"id":"',
    '","visitor":"","shownAt":179,"touchAt":179,"source":"google","medium":"cpc","campaign":"","clickIds":{"gclid":"Cj0KCQ"},"ids":{"ga":"',
    'GA1.1.","fbp":"fb.1.179"},"landingPage":"https://www.","referrer":"https://www.google.com/","device":"desktop","consent":{"ads":true,',
    '"analytics":true}},"reason":"+1 was shown to visit  (google / cpc, campaign )  min  s before the call, and to nobody else in between. ',
    'No other visitor was shown it in the visits looked at.","site":"","pool":"","source":"google","medium":"cpc","campaign":"",',
    '"candidates":[{"visit":"","visitor":"","confidence":0.88}],"linkedVisits":[],"firstTimeCaller":true},"matchInputs":"","person":"PERSON#',
    '","sums":{"conversions":1,"values":[{"currency":"USD","minor":00}],"sums":{"conversions":0,"values":[],"tags":[]}}',
  ].join(''),
);
