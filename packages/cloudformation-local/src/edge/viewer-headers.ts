import type { EdgeRequest } from './exchange.ts';

type Header = readonly [name: string, value: string];

/** Between two machines, never further. */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * What CloudFront finds out by the viewer's address. There is no telling where on earth this machine is, so whoever calls may
 * say it themselves with these headers, to try rules; CloudFront writes over them.
 */
const place = ['cloudfront-viewer-country', 'cloudfront-viewer-country-region', 'cloudfront-viewer-city'];

/** The headers that a viewer sent, and those in which the edge tells of them; names in lower case. */
export function viewerHeaders({ headers, viewer }: EdgeRequest): {
  readonly own: readonly Header[];
  readonly ofEdge: readonly Header[];
} {
  const all = [...headers];
  return {
    own: all.filter(([name]) => !name.startsWith('cloudfront-') && !hopByHop.includes(name)),
    ofEdge: [
      ['cloudfront-viewer-address', `${viewer.address}:${viewer.port}`],
      ...all.filter(([name]) => place.includes(name)),
    ],
  };
}
