import type { PoolStatusAnswer } from '../../../lambdas/capacity/pool-status-answer.ts';
import { sayMoment, saySpan } from '../format/say-time.ts';
import { useSession } from '../session/session.ts';
import { NumberGrid } from './number-grid.tsx';
import type { PoolOverview } from './overview.ts';
import type { Pool } from './pool.ts';
import { forecastOf, type LastHour } from './pool-forecast.ts';
import { sayLastHour, sayWithoutNumber } from './say-last-hour.ts';
import { SizeAdvice } from './size-advice.tsx';
import { TimeToCall } from './time-to-call/time-to-call.tsx';
import type { NumberPrice } from './use-number-price.ts';

interface PoolCardProps extends PoolOverview {
  readonly price: NumberPrice;
  /** What is odd about the rules by which the pool is chosen. */
  readonly warnings: readonly string[] | undefined;
}

/** One pool: what it stands for, how many numbers are held and free, each of them as a cell, and whether they are enough. */
export function PoolCard({ pool, status, numbers, price, warnings = [] }: PoolCardProps) {
  const forecast = forecastOf(status);
  const { shown = [] } = pool;
  return (
    <li class="card pool">
      <h3>
        {pool.id} <span class="tag">{kindInWords(pool.kind)}</span>
      </h3>
      <p class="soft">{describe(pool)}</p>
      {warnings.length > 0 && (
        <ul class="warnings" aria-label={`Warnings about the rules of ${pool.id}`}>
          {warnings.map((warning) => (
            <li key={warning} class="warning">
              {warning}
            </li>
          ))}
        </ul>
      )}
      {pool.kind === 'session' && <SessionPool status={status} numbers={numbers} />}
      {pool.kind === 'recipient' && <RecipientPool status={status} numbers={numbers} />}
      {forecast && <LastHourLine lastHour={forecast.lastHour} />}
      {forecast && <SizeAdvice forecast={forecast} price={price} />}
      {pool.kind === 'session' && <TimeToCall pool={pool.id} />}
      {shown.length > 0 && <p class="static">{shown.map(({ display }) => display).join(', ')}</p>}
      {pool.kind === 'page' && <p class="soft">The page keeps its own number.</p>}
    </li>
  );
}

function SessionPool({ status, numbers }: Pick<PoolOverview, 'status' | 'numbers'>) {
  if (status.size === 0) {
    return <p class="empty">No numbers yet: everybody is shown the default number.</p>;
  }
  return (
    <>
      <Counts status={status} />
      <NumberGrid status={status} numbers={numbers} />
      {status.free === 0 && <p class="warning">All numbers are taken: newcomers are shown the default number.</p>}
    </>
  );
}

function RecipientPool({ status, numbers }: Pick<PoolOverview, 'status' | 'numbers'>) {
  const { timeZone } = useSession().site;
  if (status.size === 0) {
    return <p class="empty">No numbers yet: all recipients are sent the default number.</p>;
  }
  return (
    <>
      <Counts status={status} />
      <NumberGrid status={status} numbers={numbers} />
      {status.nextFreeAt !== undefined && (
        <p class="warning">
          All numbers are taken: recipients are sent the default number. The next one is free on{' '}
          {sayMoment(status.nextFreeAt, timeZone)}.
        </p>
      )}
    </>
  );
}

function Counts({ status }: { status: PoolStatusAnswer }) {
  const isOfRecipients = status.kind === 'recipient';
  const counts = [
    ['held', 'held', status.held - status.unconfirmed],
    ['on probation', 'probation', status.unconfirmed],
    ['resting', 'resting', status.resting],
    ['free', 'free', status.free],
    ['in all', 'size', status.size],
  ] as const;
  return (
    <dl class="counts">
      {counts
        .filter(([, state, count]) => count > 0 || (state !== 'resting' && !(state === 'probation' && isOfRecipients)))
        .map(([words, state, count]) => (
          <div key={state}>
            <dt>
              {state !== 'size' && <i class={`key ${state}`} />} {words}
            </dt>
            <dd>{count}</dd>
          </div>
        ))}
    </dl>
  );
}

function describe(pool: Pool): string {
  const source = [pool.source, pool.medium].filter(Boolean).join(' / ');
  const parts = [
    `site ${pool.site}`,
    pool.campaign ? `${source}, ${pool.campaign}` : source,
    pool.leaseSeconds === undefined ? '' : `leases of ${saySpan(pool.leaseSeconds * 1000)}`,
    pool.kind === 'recipient' && pool.restSeconds ? `numbers rest for ${saySpan(pool.restSeconds * 1000)}` : '',
    pool.default === undefined ? '' : `default ${pool.default.display}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

function kindInWords(kind: string): string {
  if (kind === 'recipient') return 'e-mail';
  return kind === 'source' ? 'static' : kind;
}

/** How it went with the visits of the last hour, and who took no number at all. */
export function LastHourLine({ lastHour }: { lastHour: LastHour }) {
  const without = sayWithoutNumber(lastHour);
  return (
    <div class="last-hour">
      <h4>Last hour</h4>
      <p>{sayLastHour(lastHour)}</p>
      {without !== '' && <p>{without}</p>}
    </div>
  );
}
