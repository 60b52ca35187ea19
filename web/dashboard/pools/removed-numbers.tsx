import { useState } from 'preact/hooks';
import {
  type RemovedNumber,
  removedNumber,
  type WindDownAdvice,
} from '../../../lambdas/journal/removed-numbers/removed-number-answer.ts';
import { saySpan, timeOf } from '../format/say-time.ts';
import { useOnce } from '../journal/use-once.ts';
import { ErrorMessage } from '../requests/error-message.tsx';
import { readAll } from '../requests/list.ts';
import { Nothing } from '../requests/nothing.tsx';
import { useSession } from '../session/session.ts';

const words: Readonly<Record<string, string>> = {
  safe: 'safe to give back',
  dialled: 'still dialled',
  'too-early': 'too early',
} satisfies Record<WindDownAdvice, string>;

/** Numbers that were taken out, and which of them nobody misses; read when it is opened. */
export function RemovedNumbers() {
  const [opened, setOpened] = useState(0);
  return (
    <section aria-labelledby="removed">
      <h2 id="removed">Numbers out of the pools</h2>
      <details onToggle={(event) => event.currentTarget.open && setOpened(opened + 1)}>
        <summary>Which of them can be given back</summary>
        {opened > 0 && <Removed round={opened} />}
      </details>
    </section>
  );
}

function Removed({ round }: { round: number }) {
  const { api, site } = useSession();
  const { value: numbers, error } = useOnce(
    () => readAll(api.get, `/v1/removed-numbers?site=${encodeURIComponent(site.id)}`, removedNumber),
    `${site.id}#${round}`,
  );
  if (error !== undefined) return <ErrorMessage error={error} />;
  if (numbers === undefined) return <p class="empty">Looking for their callers…</p>;
  if (numbers.length === 0) return <p class="empty">No number was taken out of a pool.</p>;
  return <RemovedTable numbers={numbers} now={Date.now()} />;
}

function RemovedTable({ numbers, now }: { numbers: readonly RemovedNumber[]; now: number }) {
  return (
    <div class="card scroll">
      <table role="table" class="removed">
        <thead>
          <tr role="row">
            <th scope="col">Number</th>
            <th scope="col">State</th>
            <th scope="col">Last pool</th>
            <th scope="col">Taken out</th>
            <th scope="col">Last call</th>
            <th scope="col">Calls</th>
            <th scope="col">Forwarded</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {numbers.map((one) => (
            <RemovedRow key={one.number} removed={one} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RemovedRow({ removed, now }: { removed: RemovedNumber; now: number }) {
  const { display, advice, pool, removedAt, lastCallAt, calls, moreCalls, forwards, reason } = removed;
  const cells = [
    ['Last pool', pool],
    ['Taken out', `${saySpan(now - timeOf(removedAt))} ago`],
    ['Last call', lastCallAt === undefined ? <Nothing /> : `${saySpan(now - timeOf(lastCallAt))} ago`],
    ['Calls', `${calls}${moreCalls ? '+' : ''}`],
    ['Forwarded', forwards ? 'yes' : 'no'],
    ['Why', reason],
  ] as const;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="number">
        {display}
      </th>
      <td role="cell" data-name="State">
        <span class={`state wind-down-${advice}`}>{words[advice] ?? advice}</span>
      </td>
      {cells.map(([name, content]) => (
        <td role="cell" key={name} data-name={name}>
          {content}
        </td>
      ))}
    </tr>
  );
}
