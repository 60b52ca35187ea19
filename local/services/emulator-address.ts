import { randomInt } from 'node:crypto';

/**
 * A loopback address for an emulator that answers pages of every origin, and cannot be told not to. Such a page can try all
 * ports of 127.0.0.1, but not the 16 million addresses of the loopback network, each with all its ports. Only Linux has them all.
 */
export function hiddenLoopbackAddress(platform: NodeJS.Platform = process.platform): string {
  if (platform !== 'linux') return '127.0.0.1';
  return `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`;
}
