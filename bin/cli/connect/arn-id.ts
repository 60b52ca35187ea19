/** The id at the end of an ARN, which every request takes; an id stays itself. */
export function idOf(arn: string): string {
  return arn.replace(/^.*\//, '');
}
