/** Every name that a value refers to by `Ref`, `Fn::GetAtt` or `Fn::Sub`: logical ids, parameters and pseudo parameters. */
export function references(value: unknown): Set<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

/** The parts `${Name}` and `${Id.Attribute}` of a `Fn::Sub` text; `${!Name}` is a literal. */
export const substitution = /\$\{([^!}][^}]*)\}/g;

/** A `Fn::GetAtt` in either of its forms; attribute names may contain dots, logical ids not. */
export function splitAttribute(argument: unknown): { id: string; attribute: string } | undefined {
  if (Array.isArray(argument)) {
    const [id, attribute]: unknown[] = argument;
    const isPair = argument.length === 2 && typeof id === 'string' && typeof attribute === 'string';
    return isPair ? { id, attribute } : undefined;
  }
  if (typeof argument !== 'string') return undefined;
  const dot = argument.indexOf('.');
  return dot < 1 ? undefined : { id: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Ref' && typeof inner === 'string') found.add(inner);
    if (key === 'Fn::GetAtt') {
      const target = splitAttribute(inner);
      if (target) found.add(target.id);
    }
    if (key === 'Fn::Sub') {
      const text: unknown = Array.isArray(inner) ? inner[0] : inner;
      if (typeof text === 'string') {
        for (const [, name = ''] of text.matchAll(substitution)) found.add(name.split('.')[0] ?? name);
      }
    }
    collect(inner, found);
  }
}
