/** People write tags in any case. */
export function equalIgnoringCase(left: string | undefined, right: string | undefined): boolean {
  return left?.toLowerCase() === right?.toLowerCase();
}
