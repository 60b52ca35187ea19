/** A route of an HTTP API: its key is `<method> <path>` or `$default`. */
export interface ApiRoute {
  readonly key: string;
  readonly integrationId: string;
}

export interface RouteMatch {
  readonly route: ApiRoute;
  /** Decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * The route that takes a request, by API Gateway's order: fixed segments before `{variables}` before `{greedy+}`, a method before
 * `ANY`, and `$default` for the rest.
 * @param path percent-encoded; a malformed encoding matches nothing
 */
export function matchRoute(routes: readonly ApiRoute[], method: string, path: string): RouteMatch | undefined {
  const candidates = routes.flatMap((route) => {
    const [routeMethod = '', routePath = ''] = route.key.split(' ');
    if (routeMethod !== method && routeMethod !== 'ANY') return [];
    const pathParameters = matchPath(routePath, path);
    return pathParameters ? [{ route, pathParameters, rank: rank(routeMethod, routePath) }] : [];
  });
  const [best] = candidates.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  if (best) return { route: best.route, pathParameters: best.pathParameters };
  const fallback = routes.find(({ key }) => key === '$default');
  return fallback && { route: fallback, pathParameters: {} };
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const segments = path.split('/');
  const parameters: Record<string, string> = {};
  for (const [position, part] of expected.entries()) {
    const variable = /^\{([^}+]+)(\+?)\}$/.exec(part);
    const isGreedy = variable?.[2] === '+';
    const value = decode(isGreedy ? segments.slice(position).join('/') : segments[position]);
    if (value === undefined || (value === '') !== (part === '')) return undefined;
    if (!variable && value !== part) return undefined;
    if (variable?.[1] !== undefined) parameters[variable[1]] = value;
    if (isGreedy) return parameters;
  }
  return segments.length === expected.length ? parameters : undefined;
}

/** Compared as text, the smaller one is the more special. */
function rank(method: string, path: string): string {
  const kinds = path.split('/').map((part) => (part.startsWith('{') ? (part.endsWith('+}') ? '2' : '1') : '0'));
  return `${kinds.join('')}${method === 'ANY' ? '1' : '0'}`;
}

function decode(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
