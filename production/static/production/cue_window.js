// A long transcript comes in pieces: what lies beyond the last row is fetched when one gets near it.

const list = document.getElementById("cues");
const heard = [];

/** Called with the list whenever rows have come in, and once at first. */
export const onRows = (hear) => heard.push(hear);

export const rowsOf = () => [...list.querySelectorAll(":scope > .cue")];

const loading = new Set();

/** Put the rows in the place of the line that stood for them; what is being read stays where it is. */
export async function more(line) {
  if (!line?.isConnected || loading.has(line)) return;
  loading.add(line);
  const link = line.querySelector("a");
  try {
    const answer = await fetch(`${list.dataset.base}cues/${link.search}`, { credentials: "same-origin" });
    const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = [...parts.querySelectorAll(".cue, .cues-more")];
    if (!answer.ok || !fresh.length) throw new Error(answer.status);
    const anchor = line.dataset.more === "before" ? line.nextElementSibling : null;
    const top = anchor?.getBoundingClientRect().top;
    line.replaceWith(...fresh.filter((row) => !row.id || !document.getElementById(row.id)));
    if (anchor) scrollBy(0, anchor.getBoundingClientRect().top - top);
    begin();
  } catch {
    link.textContent = document.body.dataset.lost;
    setTimeout(() => loading.delete(line), 4000);
  }
}

const near = new IntersectionObserver(
  (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && more(target)),
  { rootMargin: "600px" },
);
let hasScrolled = false;

function begin() {
  for (const line of list.querySelectorAll(".cues-more")) {
    if (line.dataset.more === "after" || hasScrolled) near.observe(line);
  }
  heard.forEach((hear) => hear());
}

if (list) {
  list.addEventListener("click", (event) => {
    const line = event.target.closest(".cues-more");
    if (!line || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    more(line);
  });
  const at = new URLSearchParams(location.search).get("at");
  if (at && !location.hash) {
    rowsOf().find((row) => Number.parseInt(row.dataset.place, 10) >= Number(at))?.scrollIntoView({ block: "center" });
  }
  // rows above come once somebody reads that way, not while the page settles
  setTimeout(() => addEventListener("scroll", () => ((hasScrolled = true), begin()), { once: true, passive: true }), 500);
  begin();
}
