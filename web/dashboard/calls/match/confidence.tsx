import { sayConfidence } from './say-match.ts';

/** How often such a match is right, as a bar and in figures. */
export function Confidence({ value, of }: { value: number; of: string }) {
  return (
    <span class="confidence">
      <meter min={0} max={1} low={0.5} high={0.8} optimum={1} value={value} aria-label={`confidence of ${of}`} />
      {sayConfidence({ confidence: value })}
    </span>
  );
}
