/** The page was loaded again, or gone back to: its address says nothing new about how the visitor came. */
export function loadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && /^(reload|back_forward)$/.test(navigation.type);
}
