// What the reader chose, kept in the address, so that a copied link, a reload and the back button show the same.
//
// In: the page's address. Out: choices as URLSearchParams; addresses of the server and of lists.

export const FILTERS = ["fiscal_year", "source", "campaign", "level", "unit"];

export function chosen() {
  const all = new URLSearchParams(location.search);
  return new URLSearchParams([...all].filter(([name]) => FILTERS.includes(name)));
}

// Puts other values in the place of a filter's; none takes it out.
export function choose(filter, values) {
  const choices = new URLSearchParams([...chosen()].filter(([name]) => name !== filter));
  for (const value of values) choices.append(filter, value);
  const query = choices.toString();
  history.pushState(null, "", query ? `?${query}` : location.pathname);
}

export const onBack = (show) => addEventListener("popstate", show);

export function withQuery(path, query) {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

// The list behind a bar; a null category is the bar of those without a value.
export function listAddress(dashboard, visual, category, series) {
  const query = new URLSearchParams({ dashboard, visual: visual.name });
  if (visual.category) query.append("category", category ?? "");
  if (visual.series) query.append("series", series ?? "");
  for (const [name, value] of chosen()) query.append(name, value);
  return `/list?${query}`;
}
