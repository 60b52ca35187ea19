import { useCallback, useEffect } from 'preact/hooks';
import type { CallDetail } from '../../../lambdas/journal/call-detail-answer.ts';
import { sayMoment } from '../format/say-time.ts';
import { PageHead, ReadingProblem } from '../requests/reading.tsx';
import { usePolled } from '../requests/use-polled.ts';
import { SessionContext, useSession } from '../session/session.ts';
import { unknownSite } from '../site.ts';
import { useNow } from '../use-now.ts';
import { CallFacts } from './call-facts.tsx';
import { StatusPill } from './caller-and-status.tsx';
import { ConversationCard } from './conversation/conversation-card.tsx';
import { ConversionsCard } from './conversions/conversions-card.tsx';
import { ExplanationCard } from './explanation/explanation-card.tsx';
import { JourneyCard } from './journey/journey-card.tsx';
import { MatchCard } from './match/match-card.tsx';
import { LedgerCard } from './outcome/ledger-card.tsx';
import { OutcomeForm } from './outcome/outcome-form.tsx';
import { readCallDetail } from './read-calls.ts';

const refreshMs = 2000;

/** One call: what happened, where it came from and why, what it was worth, and who was told. */
export function CallPage({ id }: { id: string }) {
  const session = useSession();
  const { api } = session;
  const read = useCallback(() => readCallDetail(api.get, id), [api, id]);
  const reading = usePolled(read, refreshMs);
  const detail = reading.value;
  // A call may belong to another site than the one that is looked at.
  const site = session.sites.find((one) => one.id === detail?.call.site) ?? unknownSite;
  const isListed = session.sites.includes(site);
  useEffect(() => {
    if (isListed) session.chooseSite(site.id);
  }, [isListed, site.id]);
  const now = useNow(detail !== undefined && !detail.call.final);
  return (
    <div class="page-body call-page">
      <p class="back">
        <a href="#/calls">← All calls</a>
      </p>
      <PageHead reading={reading}>
        Call{' '}
        {detail && (
          <>
            <time dateTime={detail.call.startedAt}>{sayMoment(detail.call.startedAt, site.timeZone)}</time>{' '}
            <StatusPill status={detail.call.status} />
          </>
        )}
      </PageHead>
      <ReadingProblem reading={reading} what="the call" />
      {detail && (
        <SessionContext.Provider value={{ ...session, site }}>
          <CallFacts detail={detail} now={now} />
          <MatchCard match={detail.match} />
          <JourneyCard key={detail.call.id} call={detail.call.id} version={versionOf(detail)} />
          <ConversationCard detail={detail} />
          <ConversionsCard detail={detail} now={now} onChange={reading.refresh} />
          <ExplanationCard call={detail.call.id} />
          <LedgerCard call={detail.call.id} lines={detail.ledger} onChange={reading.refresh}>
            <OutcomeForm call={detail.call.id} onChange={reading.refresh} />
          </LedgerCard>
        </SessionContext.Provider>
      )}
    </div>
  );
}

/** Changes with what a journey tells of the call. */
function versionOf({ call, match, ledger }: CallDetail): string {
  return [call.status, match.visit?.id, match.linkedVisits.length, ledger.length].join(' ');
}
