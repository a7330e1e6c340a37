// A proxy goes up in pieces. The server says how far it has come, and the next piece begins there:
// after a lost connection, a closed laptop, a new login, or another day with the same file.

import { ownHeaders } from "./app.js";

const form = document.getElementById("upload");
const words = form.dataset;
const input = form.querySelector("input[type=file]");
const submit = form.querySelector("button:not([type=button])");
const state = form.querySelector(".upload-state");
const bar = state.querySelector("progress");
const pause = state.querySelector("[data-upload-pause]");
const said = form.querySelector(".upload-said");
const PIECE = Number(words.piece);
const HEAD = Number(words.head);
const LONGEST_WAIT = 30_000;

let running = null; // {file, address, received, isPaused, began, from}
let wake = () => {};
let isLeaving = false; // nothing more is sent from a page that is being left

/** A refusal that another try doesn't mend; its message is for the person. */
class Refusal extends Error {}
class Lost extends Error {}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function say(text, isStop = false) {
  said.textContent = text;
  said.classList.toggle("is-stop", isStop);
}

const inMegabytes = (bytes) => {
  const [value, unit] = bytes < 2 ** 30 ? [bytes / 2 ** 20, "megabyte"] : [bytes / 2 ** 30, "gigabyte"]; // as the server counts them
  const digits = value < 10 ? 1 : 0;
  return value.toLocaleString(document.documentElement.lang, { style: "unit", unit, maximumFractionDigits: digits });
};

function show() {
  const { file, received } = running;
  const share = file.size ? received / file.size : 0;
  bar.value = Math.floor(share * 1000);
  state.querySelector(".upload-percent").textContent = `${Math.floor(share * 100)} %`;
  const values = { done: inMegabytes(received), size: inMegabytes(file.size), left: timeLeft() };
  state.querySelector(".upload-words").textContent = fill(words.going, values);
}

function timeLeft() {
  const { file, received, from, began } = running;
  const speed = (received - from) / Math.max(1, performance.now() - began);
  const minutes = speed ? (file.size - received) / speed / 60_000 : 0;
  return minutes < 1 ? words.soon : fill(words.minutes, { minutes: Math.ceil(minutes) });
}

// Talking to the server --------------------------------------------------------------------------

/** The answer's status and body; Lost where none came that is ours. */
async function ask(url, data) {
  const options = { credentials: "same-origin", redirect: "manual", cache: "no-store" };
  if (data) Object.assign(options, { method: "POST", body: data, headers: ownHeaders() });
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new Lost(words.lost);
  }
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Lost(words.signedOut);
  if (answer.status === 404) throw new Refusal(words.gone);
  const isOurs = answer.headers.get("content-type")?.startsWith("application/json");
  if (!isOurs && answer.status >= 500) throw new Lost(words.lost);
  if (!isOurs) throw new Refusal(words.failed);
  return { status: answer.status, body: await answer.json() };
}

function parts(values) {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  return data;
}

/** Ask until an answer comes, longer apart each time; a connection that is back wakes it at once. */
async function insist(url, data) {
  for (let wait = 1000; ; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    if (isLeaving) await new Promise(() => {});
    try {
      const answer = await ask(url, await data?.());
      if (said.textContent === words.lost || said.textContent === words.signedOut) say("");
      if (answer.body.error) throw new Refusal(answer.body.error);
      return answer;
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      say(error.message, true);
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  }
}

addEventListener("online", () => wake());

// The upload -------------------------------------------------------------------------------------

async function begin(file) {
  say(words.reading);
  const head = new Blob([await bytes(file, 0, HEAD)]);
  const { body } = await insist(words.begin, async () => parts({ name: file.name, size: file.size, head }));
  running = { file, ...body, isPaused: false, began: performance.now(), from: body.received };
  state.hidden = false;
  const values = { name: file.name, percent: Math.floor((100 * body.received) / file.size) };
  say(fill(body.received ? words.resumed : words.begun, values));
  document.querySelector(`[data-upload="${body.address.split("/").at(-2)}"]`)?.remove();
}

async function bytes(file, start, stop) {
  try {
    return await file.slice(start, stop).arrayBuffer();
  } catch {
    throw new Refusal(words.unreadable); // moved, changed, a drive pulled out
  }
}

async function send(file) {
  while (running.received < file.size) {
    show();
    if (running.isPaused) await new Promise((resolve) => (running.goOn = resolve));
    const offset = running.received;
    const piece = new Blob([await bytes(file, offset, offset + PIECE)]);
    // 409: this piece, or another, is there already; the answer says where the next one begins
    const { body } = await insist(running.address, async () => parts({ offset, piece }));
    running.received = body.received;
  }
  show();
}

async function finish(file) {
  for (;;) {
    say(words.checking);
    state.querySelector(".upload-buttons").hidden = true;
    const { status, body } = await insist(running.finish, async () => parts({}));
    if (status !== 409) return body.page;
    running.received = body.received; // what the server lost is sent again
    await send(file);
  }
}

async function upload(file) {
  submit.disabled = input.disabled = true;
  try {
    await begin(file);
    await send(file);
    const page = await finish(file);
    isLeaving = true;
    location.assign(page);
  } catch (error) {
    running = null;
    state.hidden = true;
    submit.disabled = input.disabled = false;
    say(error instanceof Refusal ? error.message : words.failed, true);
    if (!(error instanceof Refusal)) throw error;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (input.files[0] && !running) upload(input.files[0]);
});

pause.addEventListener("click", () => {
  running.isPaused = !running.isPaused;
  pause.textContent = running.isPaused ? words.go : words.pause;
  say(running.isPaused ? words.paused : "");
  if (!running.isPaused) {
    Object.assign(running, { began: performance.now(), from: running.received });
    running.goOn?.();
  }
});

state.querySelector("[data-upload-abandon]").addEventListener("click", () => {
  const abandoned = document.createElement("form");
  Object.assign(abandoned, { method: "post", action: running.abandon });
  abandoned.append(form.elements.csrfmiddlewaretoken.cloneNode());
  isLeaving = true;
  document.body.append(abandoned);
  abandoned.submit();
});

addEventListener("beforeunload", (event) => {
  if (running && !isLeaving) event.preventDefault();
});
