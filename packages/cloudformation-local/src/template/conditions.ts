/** What conditions are made of: values resolved without resources, which do not exist when a condition is judged. */
export interface ConditionScope {
  readonly conditions: Readonly<Record<string, unknown>>;
  resolve(value: unknown): unknown;
  /** Says what is wrong with a condition; it then counts as not met. */
  report(problem: string): void;
}

/** Whether the named condition of the template is met. */
export function conditionMet(name: string, scope: ConditionScope): boolean {
  if (!Object.hasOwn(scope.conditions, name)) {
    scope.report(`unknown condition "${name}"`);
    return false;
  }
  return judge(scope.conditions[name], scope);
}

function judge(expression: unknown, scope: ConditionScope): boolean {
  const entries = typeof expression === 'object' && expression !== null ? Object.entries(expression) : [];
  const [operator = '', operand]: unknown[] = entries.length === 1 ? (entries[0] ?? []) : [];
  const operands: unknown[] = Array.isArray(operand) ? operand : [];
  switch (operator) {
    case 'Fn::Equals':
      return String(scope.resolve(operands[0])) === String(scope.resolve(operands[1]));
    case 'Fn::Or':
      return operands.some((inner) => judge(inner, scope));
    case 'Condition':
      return typeof operand === 'string' && conditionMet(operand, scope);
    default:
      scope.report(`unknown condition function "${String(operator) || JSON.stringify(expression)}"`);
      return false;
  }
}
