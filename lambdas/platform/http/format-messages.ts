const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'a URL',
  uuid: 'a UUID',
  datetime: 'an ISO 8601 time, like 2026-01-31T12:00:00Z',
  date: 'an ISO 8601 date, like 2026-01-31',
  time: 'an ISO 8601 time of day, like 12:00:00',
  duration: 'an ISO 8601 duration, like P1D',
  ipv4: 'an IPv4 address',
  ipv6: 'an IPv6 address',
  cidrv4: 'a block of IPv4 addresses, like 203.0.113.0/24',
  cidrv6: 'a block of IPv6 addresses, like 2001:db8::/32',
  base64: 'text in base64',
  base64url: 'text in base64url',
  e164: 'a phone number in E.164 form, like +493023125001',
  json_string: 'JSON',
};

/** What a text must be to have the format, as `zod` names it. */
export function formatMessage(format: string): string {
  const known = formats[format];
  return known === undefined ? 'must have another form' : `must be ${known}`;
}
