// What goes to the server and what comes from it.

const RETRY = 2000;

async function call(path, body) {
  const response = await fetch(`preview/${path}`, body && {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.error ?? response.statusText), { status: response.status });
  return answer;
}

export const overview = (language) => call(`overview?lang=${language ?? ""}`);
export const screenOf = (id, language) => call(`screen?id=${encodeURIComponent(id)}&lang=${language}`);
export const deed = (body) => call("deed", body);

/** Calls `on.shown(number)` now and after every save, `on.lost()` while there is no connection. */
export function follow(on) {
  const stream = new EventSource("preview/events");
  stream.addEventListener("shown", (event) => on.shown(Number(event.data)));
  stream.onerror = () => {
    on.lost();
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, RETRY, on);
  };
}
