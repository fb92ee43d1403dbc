// What goes to the server and what comes from it: JSON calls one after the other, and a stream of events that comes back by itself.

const NAMES = ["message", "edit", "delete", "typing", "answer", "commands", "reset"];
const LONGEST_PAUSE = 4000;

let queue = Promise.resolve();

async function call(path, body) {
  const response = await fetch(`/play/${path}`, body && {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.error ?? response.statusText), { status: response.status });
  return answer;
}

/** Posts wait for the one before: two quick messages must not overtake each other. */
export function post(path, body) {
  const result = queue.then(() => call(path, body));
  queue = result.catch(() => null);
  return result;
}

/**
 * Follows a chat until the function that it returns is called. `on` has a function for each event and
 * state(fresh) after every connection, lost() when it breaks, refused() -> true to give up a chat that is not there.
 */
export function follow(chat, on) {
  let over = false;
  let timer = 0;
  let attempts = 0;
  let stream = null;

  async function connect() {
    let fresh;
    try {
      fresh = await call(`state?chat=${chat}`);
    } catch (error) {
      if (!over && !(error.status && on.refused())) again();
      return;
    }
    if (over) return;
    on.state(fresh);
    stream = new EventSource(`/play/events?chat=${chat}&since=${fresh.seq}`);
    stream.onopen = () => { attempts = 0; };
    stream.onerror = again;
    for (const name of NAMES) stream.addEventListener(name, (event) => { if (!over) on[name](JSON.parse(event.data)); });
  }

  // The browser's own way back would not tell what changed in between; the state does.
  function again() {
    stream?.close();
    on.lost();
    timer = setTimeout(connect, Math.min(300 * 2 ** attempts++, LONGEST_PAUSE));
  }

  connect();
  return () => {
    over = true;
    clearTimeout(timer);
    stream?.close();
  };
}
