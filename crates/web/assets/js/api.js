// The server's JSON. In: a path of this server. Out: the parsed body, or an Error with the server's words.

export async function fetchJson(path) {
  const response = await fetch(path, { headers: { accept: "application/json" } });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error ?? `the server answered ${response.status}`);
  return body;
}

export const fetchOverview = () => fetchJson("/api/overview");

export async function fetchRows(view) {
  return (await fetchJson(`/api/views/${view}`)).rows;
}
