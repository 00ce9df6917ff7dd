// Elements from data. In: a tag, attributes, children. Out: an element.
// Text only ever enters the page as a text node, so that no value can become markup.

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => ![undefined, null, false].includes(child)));
  return node;
}
