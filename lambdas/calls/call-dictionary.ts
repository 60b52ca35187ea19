/**
 * Texts that calls have in common, the most frequent last. What was packed can only be unpacked with the very text it was packed with, and
 * says so (by its checksum): none of them may ever change. A new one is put before, and those of before stay to be read by.
 */
const first = [
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
].join('');

/** Since a call carries its conversions and events until they are put, and tells what rules and conditions of its site make of it. */
const second =
  first +
  [
    '"score":{"points":,"reasons":[]},"qualified":{"verdict":"unqualified""unknown","verdict":"qualified","reason":""},"ruleTags":[""],',
    '"goals":[],"foundUnder":["VISITOR#","CLICK#"],"keyword":"","firstTimeCaller":false,"previousCallAt":179',
    'One other visitor had been shown it too  other visitors had been shown it too ',
    '},"follows":{"rev":,"items":[{"pk":"CALL#","sk":"EVENT#call.","sk":"CONVERSION#c","id":"c","call":"","site":"","rule":{"id":"",',
    '"site":"","since":179,"edition":1,"when":{"status":"completed","firstTimeCaller":true,"talkSeconds":{"gte":60}},"conversion":{',
    '"name":"","value":"revenue"},"value":{"amount":".00","currency":"EUR"}},"destinations":["","]},"ordinal":1,"name":"","value":{',
    '"minor":000,"currency":"USD"},"revision":1,"state":"retired","credit":"source:","credit":"visitor:","credit":"gclid:",',
    '"state":"open","occurredAt":179,"destinations":["","metAt":179}]}',
  ].join('');

/** Since a call carries what it tells its pool, and says how likely its visitor is. */
const third =
  second +
  [
    '"confirmed":{"by":"click","by":"phone-code","holder":null,"also":{"by":"caller-memory","holder":0}',
    ', and to one other visitor since, and to 2 other visitors since by published figures. so no visitor is named. Likeliest it was ',
    '"confidence":0.96"confidence":0.98"confidence":0.9"confidence":0.0',
    " % of such calls are the visitor's, by the last 1000 calls of pool ",
    '{"pk":"POOL#","sk":"EVIDENCE#179#","call":"","startedAt":179000,"ages":[,"lastSeen":[null,"leasedFor":,"caller":"again""withheld"',
    '"caller":"first","confirmed":{"by":"click","holder":0}},"revision":,"ttl":183}]}',
  ].join('');

/** What calls are packed with. */
export const dictionary = Buffer.from(third);

/** What calls were packed with before. */
export const formerDictionaries: readonly Buffer[] = [Buffer.from(second), Buffer.from(first)];
