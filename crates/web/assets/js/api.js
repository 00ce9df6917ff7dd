// The server's JSON. In: a path of this server, perhaps something to send.
// Out: the parsed body, or an Error with the server's words, its `status` and the `body`.

export const fetchJson = (path) => ask(path, {});

export const postJson = (path, value) => post(path, "application/json", JSON.stringify(value));

// A file as its bytes; `type` is text/csv or application/octet-stream: the server refuses others.
export const postFile = (path, file, type = "application/octet-stream") => post(path, type, file);

const post = (path, type, body) => ask(path, { method: "POST", headers: { "content-type": type }, body });

async function ask(path, { headers, ...options }) {
  const response = await fetch(path, { ...options, headers: { accept: "application/json", ...headers } });
  const text = await response.text();
  const body = parsed(text);
  if (response.ok) return body;
  throw Object.assign(new Error(body?.error ?? (text || `the server answered ${response.status}`)), { status: response.status, body });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
