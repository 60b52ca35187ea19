import { parse, stringify } from 'node:querystring';

/** An address in pieces that put together are the address, character by character. */
const pieces =
  /^(?<scheme>[a-z][a-z0-9+.-]*:\/\/)(?<user>[^/?#]*@)?(?<host>\[[^\]]*\]|[^/?#:]*)(?<port>:\d*)?(?<rest>.*)$/is;

/**
 * The ways in which Twilio may have written an address that it signed: with its port or without; as it was entered, as a browser would write it,
 * or with its query written anew.
 */
export function writtenWays(url: string): readonly string[] {
  const usual = new URL(url).href;
  const start = usual.indexOf('?');
  const anew = start === -1 ? usual : `${usual.slice(0, start)}?${stringify(parse(usual.slice(start + 1)))}`;
  return [...new Set([url, usual, anew].flatMap(withAndWithoutPort))];
}

function withAndWithoutPort(url: string): readonly string[] {
  const { scheme = '', user = '', host = '', port = '', rest = '' } = pieces.exec(url)?.groups ?? {};
  if (scheme === '') return [url];
  const usualPort = scheme.toLowerCase() === 'https://' ? ':443' : ':80';
  return [`${scheme}${user}${host}${rest}`, `${scheme}${user}${host}${port.length > 1 ? port : usualPort}${rest}`];
}
