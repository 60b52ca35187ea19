import { sayCount, sayShare } from '../format/say-count.ts';
import { sayMoney } from '../format/say-money.ts';
import { useSession } from '../session/session.ts';
import type { PoolForecast, Verdict } from './pool-forecast.ts';
import type { NumberPrice } from './use-number-price.ts';

const verdicts: Record<Verdict, string> = {
  unknown: 'not known yet',
  'too-small': 'too small',
  right: 'right',
  spare: 'some to spare',
};

interface SizeAdviceProps {
  readonly forecast: PoolForecast;
  readonly price: NumberPrice;
}

/** Whether the pool has the right size, in one sentence; what that rests on, and what other sizes would give and cost. */
export function SizeAdvice({ forecast, price }: SizeAdviceProps) {
  const { advice, verdict, predicted } = forecast;
  return (
    <div class="advice">
      <h4>
        Size <span class={`state size-${verdict}`}>{verdicts[verdict]}</span>
      </h4>
      <p>{advice}</p>
      {predicted !== undefined && (
        <details>
          <summary>Numbers for each coverage</summary>
          <Reached forecast={forecast} />
          <NumbersNeeded forecast={forecast} price={price} />
        </details>
      )}
    </div>
  );
}

function Reached({ forecast: { predicted, targets, load } }: { forecast: PoolForecast }) {
  const facts = [
    ['Coverage', predicted && sayShare(predicted.coverage), sayShare(targets.coverage)],
    ['Accuracy', predicted && sayShare(predicted.accuracy), sayShare(targets.accuracy)],
  ] as const;
  return (
    <>
      <dl class="reached">
        {facts.map(([name, value, wanted]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value} <span class="soft">of {wanted} wanted</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft fine">
        Predicted for the busiest hour: {sayCount(Math.round(load.arrivalsPerHour), 'visit')}, which would hold{' '}
        {sayCount(Number(load.offeredLoad.toFixed(1)), 'number')} at once.
      </p>
    </>
  );
}

/** A price adds what they cost; it stays in this browser. */
function NumbersNeeded({ forecast, price }: SizeAdviceProps) {
  const { currency } = useSession().site;
  const { amount } = price;
  return (
    <>
      <ul class="sizes">
        {forecast.numbersFor.map(({ coverage, numbers }) => (
          <li key={coverage}>
            <span class="soft">for {sayShare(coverage)}</span> <strong>{sayCount(numbers, 'number')}</strong>{' '}
            {amount !== undefined && currency !== '' && (
              <span class="cost">{sayMoney({ amount: String(numbers * amount), currency })} a month</span>
            )}
          </li>
        ))}
      </ul>
      {currency !== '' && (
        <label class="field price">
          Price of a number a month, {currency}
          <input
            inputMode="decimal"
            autocomplete="off"
            value={price.text}
            aria-invalid={price.text.trim() !== '' && amount === undefined}
            onInput={(event) => price.set(event.currentTarget.value)}
          />
        </label>
      )}
    </>
  );
}
