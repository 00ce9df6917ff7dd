// SVG elements from data. In: a tag, attributes, children. Out: an element.
// Colours come from classes of the style sheet, so that a change of scheme and print need no redrawing.

export function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) node.setAttribute(name, String(value));
  }
  node.append(...children.filter((child) => child !== undefined && child !== null));
  return node;
}
