import { sayShare } from '../format/say-count.ts';
import type { LastHour } from './pool-forecast.ts';

/** How it went with the visits of the last hour: `40 asked · 30 leased · ...`. */
export function sayLastHour({ asked, leased, returned, refused, coverage, showsPerNumber }: LastHour): string {
  if (asked === 0) return 'Nobody asked for a number.';
  const parts = [
    `${asked} asked`,
    `${leased} leased`,
    `${returned} came back`,
    `${refused} refused`,
    ...(coverage === undefined ? [] : [`coverage ${sayShare(coverage)}`]),
    `each number shown ${Number(showsPerNumber.toFixed(1))} times`,
  ];
  return parts.join(' · ');
}

/** Who took no number at all; empty if there was nobody. */
export function sayWithoutNumber({ bots, noConsent, elsewhere, limited }: LastHour): string {
  const parts = [
    ...(bots > 0 ? [`${bots} ${bots === 1 ? 'robot' : 'robots'}`] : []),
    ...(noConsent > 0 ? [`${noConsent} without consent`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} from countries that are not served`] : []),
    ...(limited > 0 ? [`${limited} beyond what one network may take`] : []),
  ];
  return parts.length === 0 ? '' : `Shown the default number: ${parts.join(', ')}.`;
}
