// What is on the screen follows the address, so that the browser's own "back" leads back.

const START = "start";
let wanted = null; // what is focused on the next screen, where it is not the heading

// "start", "review", or the number of a page of questions.
function screenNow() {
  const found = /^#(?:p([0-9]+)|(review))$/.exec(location.hash);
  if (!found) return START;
  if (found[2]) return "review";
  const number = Number(found[1]) - 1;
  return number >= 0 && number < given.pages.length ? number : START;
}

const addressOf = (screen) =>
  screen === START || screen === "review" ? `#${screen}` : `#p${screen + 1}`;

function go(screen, focus) {
  wanted = focus || null;
  if (location.hash === addressOf(screen)) show();
  else location.hash = addressOf(screen);
}

function draw(lacks) {
  const screen = screenNow();
  const main = byId("main");
  if (screen === START) replace(main, ...startScreen().filter(Boolean));
  else if (screen === "review") replace(main, ...reviewScreen());
  else replace(main, ...questionScreen(screen, lacks || new Map()).filter(Boolean));
  drawProgress();
  return main.querySelector("h1");
}

function show(lacks) {
  follow();
  const heading = draw(lacks);
  const hasErrors = Boolean(lacks && lacks.size);
  document.title =
    (hasErrors ? say("title_wrong") : "") + `${heading.textContent} – ${given.start.title}`;
  window.scrollTo(0, 0);
  scrollList();
  (hasErrors ? byId("summary") : (wanted && byId(wanted)) || heading).focus();
  wanted = null;
}

// Change something, on top of what another tab may have written; keep it, and say so.
function edit(update) {
  follow();
  update();
  save();
  drawProgress();
}

function drawProgress() {
  const done = countComplete();
  const total = given.questions.length;
  const text = say("progress", { n: done, total });
  if (byId("progress-text").textContent !== text) byId("progress-text").textContent = text;
  byId("progress-bar").value = done;
  byId("progress-bar").max = total;
  const saved = savedText();
  if (byId("saved").textContent !== saved) byId("saved").textContent = saved;
  byId("saved").classList.toggle("is-refused", storage.isRefused);
  drawList();
}

function savedText() {
  if (storage.isRefused) return say("refused_storage");
  if (!storage.savedAt || isNaN(storage.savedAt)) return say("nothing_saved");
  const two = (number) => String(number).padStart(2, "0");
  return say("saved_at", {
    hours: two(storage.savedAt.getHours()),
    minutes: two(storage.savedAt.getMinutes()),
  });
}

// The list of all questions beside them; made once, then kept up to date.
const stops = [];

function makeList() {
  const jump = (screen, focus) => () => go(screen, focus);
  const nav = byId("list");
  let place = null;
  let group = null;
  nav.append(
    entry(START, say("start"), jump(START)),
    entry("review", say("review"), jump("review"))
  );
  given.questions.forEach((question, i) => {
    if (group === null || question.place !== place) {
      place = question.place;
      group = make("ol");
      append(nav, [place && make("p", { class: "group" }, place), group]);
    }
    const page = given.pages.findIndex(({ questions }) => questions.includes(i));
    group.append(
      make(
        "li",
        null,
        entry(i, question.id, jump(page, given.alone ? null : targetOf(i, "title")), question.title)
      )
    );
  });
}

function entry(key, label, click, title) {
  const sign = make("span", { class: "sign", "aria-hidden": "true" });
  const ear = forTheEar("");
  const element = make(
    "button",
    { type: "button", click },
    sign,
    make("span", null, label, title && make("small", null, title), ear)
  );
  stops.push({ key, element, sign, ear });
  return element;
}

function drawList() {
  const screen = screenNow();
  for (const { key, element, sign, ear } of stops) {
    const isHere =
      typeof key === "number"
        ? typeof screen === "number" && given.pages[screen].questions.includes(key)
        : key === screen;
    if (isHere) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
    if (typeof key !== "number") continue;
    const found = standing(given.questions[key], state.answers[key]);
    sign.textContent = standingSigns[found];
    ear.textContent = `, ${say(`standing_${found}`)}`;
  }
}

// Bring the entry of this screen into sight, without moving the page.
function scrollList() {
  const here = byId("list").querySelector("[aria-current]");
  const rail = byId("rail");
  rail.scrollTop = here.offsetTop - rail.clientHeight / 2;
}

// The same form in another tab: take over what was written there, so that neither loses anything.
function follow() {
  const isBehind = catchUp();
  if (isBehind) warnOfOtherTab();
  return isBehind;
}

function warnOfOtherTab() {
  if (byId("warning").hidden) replace(byId("warning"), say("two_tabs"));
  byId("warning").hidden = false;
}

function hear(event) {
  const isErased = event.key === given.key && event.newValue === null;
  if (isErased) {
    beginAgain();
    warnOfOtherTab();
  }
  if (isErased || follow()) draw();
}

function warnOfLoss(event) {
  if (!storage.hasUnsaved) return;
  event.preventDefault();
  event.returnValue = "";
}

function begin() {
  readStorage();
  makeList();
  const list = byId("list-frame");
  const wide = window.matchMedia("(min-width: 56rem)");
  const fit = () => (list.open = wide.matches);
  fit();
  wide.addListener(fit);
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").querySelector("h1").focus();
  });
  window.addEventListener("hashchange", () => show());
  window.addEventListener("storage", hear);
  document.addEventListener("visibilitychange", () => !document.hidden && follow() && draw());
  window.addEventListener("beforeunload", warnOfLoss);
  window.addEventListener("beforeprint", drawRecap);
  byId("no-script").remove();
  byId("frame").hidden = false;
  show();
}

begin();
