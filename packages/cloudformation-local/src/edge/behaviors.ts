import type { Behavior, DistributionConfig } from './distribution-config.ts';

/** The first behaviour whose pattern the path fits, else the default. */
export function behaviorFor({ CacheBehaviors, DefaultCacheBehavior }: DistributionConfig, path: string): Behavior {
  return CacheBehaviors.find(({ PathPattern }) => pathFits(PathPattern, path)) ?? DefaultCacheBehavior;
}

/** Whether a path fits a pattern of CloudFront: `*` is any text, `?` any one character; the first slash may be left out. */
export function pathFits(pattern: string, path: string): boolean {
  const rooted = pattern.startsWith('/') ? pattern : `/${pattern}`;
  const source = rooted
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(path);
}
