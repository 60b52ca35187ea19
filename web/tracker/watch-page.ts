/** Tells of every node that the page adds, and of every text and link address that it changes, before it is painted. */
export function watchPage(tell: (node: Node) => void): void {
  new MutationObserver((records) => {
    for (const record of records) {
      if (record.type !== 'childList') tell(record.target);
      else record.addedNodes.forEach(tell);
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['href'],
  });
}
