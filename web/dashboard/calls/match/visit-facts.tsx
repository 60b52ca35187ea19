import type { ComponentChildren } from 'preact';
import type { VisitAnswer } from '../../../../lambdas/journal/call-answer.ts';
import { sayMoment } from '../../format/say-time.ts';
import { withoutScheme } from '../../format/shown-text.ts';
import { useSession } from '../../session/session.ts';
import { saySource } from './say-match.ts';

/** The visit that led to the call, as far as it explains it. */
export function VisitFacts({ visit }: { visit: VisitAnswer }) {
  const { site } = useSession();
  const { shownAt, landingPage, referrer, consent } = visit;
  return (
    <dl class="visit">
      <Line name="Source">{saySource(visit)}</Line>
      <Line name="Campaign">{visit.campaign}</Line>
      <Line name="Keyword">{visit.keyword}</Line>
      <Line name="Content">{visit.content}</Line>
      <Codes texts={visit.clickIds} />
      <Line name="Landing page">{landingPage && withoutScheme(landingPage)}</Line>
      <Line name="Referrer">{referrer && withoutScheme(referrer)}</Line>
      <Line name="Number shown">{sayMoment(shownAt, site.timeZone)}</Line>
      <Line name="Device">{visit.device}</Line>
      <Line name="Consent">{consent && `ads ${yesNo(consent.ads)}, analytics ${yesNo(consent.analytics)}`}</Line>
      <Codes texts={visit.ids} />
      <Codes texts={visit.params} />
      <Line name="Visit">
        <code>{visit.id}</code>
      </Line>
      <Line name="Visitor">
        <code>{visit.visitor}</code>
      </Line>
    </dl>
  );
}

/** Nothing where there is nothing to tell. */
function Line({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === undefined || children === false || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Codes({ texts = {} }: { texts: Readonly<Record<string, string>> | undefined }) {
  return (
    <>
      {Object.entries(texts).map(([name, value]) => (
        <Line key={name} name={name}>
          <code>{value}</code>
        </Line>
      ))}
    </>
  );
}

function yesNo(granted: boolean): string {
  return granted ? 'granted' : 'denied';
}
