// The screens: start, questions, review; and the recap that is printed.

function startScreen() {
  const { start } = given;
  const place = make("div", { id: "asking" });
  return [
    make("h1", { tabindex: "-1" }, start.title),
    make("p", { class: "lead" }, start.lead),
    storage.isStale && staleNotice(),
    make("dl", { class: "facts" }, start.facts.map(([name, value]) => make("div", null, make("dt", null, name), make("dd", null, value)))),
    make("ol", { class: "steps" }, start.steps.map((step) => make("li", null, step))),
    make("p", { class: "private" }, start.privacy),
    personFields(),
    make("div", { class: "actions" },
      button(say("begin"), () => go(firstOpen()), "is-strong"),
      button(say("open_file"), () => byId("file").click()),
      button(say("erase"), () => ask(place, say("erase_really"), say("erase_yes"), erase), "is-quiet")),
    make("input", { type: "file", id: "file", class: "ear", tabindex: "-1", "aria-label": say("open_file"), change: openFile }),
    place,
  ];
}

function personFields() {
  const input = (key, autocomplete) => make("input", {
    type: "text", autocomplete, value: state.person[key],
    input: (event) => { state.person[key] = event.target.value; keep(); },
  });
  return make("div", { class: "person" },
    field("person-name", say(isVerifying ? "verifier_name" : "name"), input("name", "name")),
    field("person-position", say("position"), input("position", "organization-title")));
}

// What was kept is of an earlier form of the same office.
function staleNotice() {
  const settle = (act) => () => { act(); keep(); show(); };
  return make("div", { class: "notice" },
    make("p", null, say("stale")),
    make("div", { class: "actions" },
      button(say("stale_keep"), settle(() => (storage.isStale = false))),
      button(say("stale_replace"), settle(() => { state.answers = handedOut(); storage.isStale = false; }))));
}

function firstOpen() {
  const open = given.questions.findIndex((question, i) => lack(question, state.answers[i]) !== "");
  return open < 0 ? "review" : given.pages.findIndex((page) => page.questions.includes(open));
}

function erase() {
  forget();
  show();
  announce(say("erased"));
}

function openFile(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  const reader = new FileReader();
  reader.onload = () => receive(file.name, reader.result);
  reader.onerror = () => showRefusal(say("refused_unread"));
  reader.readAsText(file, "utf-8");
}

function receive(name, text) {
  let taken;
  try {
    taken = takenBack(readYaml(text));
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault;
    showRefusal(fault.message);
    return;
  }
  const put = () => {
    Object.assign(state, taken);
    storage.isStale = false;
    keep();
    show();
    announce(say("opened", { name }));
  };
  if (state.answers.every(isBlank)) put();
  else ask(byId("asking"), say("open_really", { name }), say("open_yes"), put);
}

function showRefusal(reason) {
  replace(byId("asking"), errorSummary(say("refused"), [{ text: reason }, { text: say("refused_way_out") }]));
  byId("summary").focus();
}

function questionScreen(number, lacks) {
  const page = given.pages[number];
  const isAlone = given.alone;
  const errors = page.questions.filter((i) => lacks.has(i)).map((i) => ({
    text: (isAlone ? "" : `${given.questions[i].id}: `) + errorText(given.questions[i], lacks.get(i)),
    target: errorTarget(i, lacks.get(i)),
  }));
  return [
    errors.length > 0 && errorSummary(say("to_complete"), errors),
    isAlone ? null : make("h1", { tabindex: "-1" }, page.title),
    page.questions.map((i) => questionBlock(i, isAlone, lacks.get(i))),
    make("div", { class: "actions" },
      button(say("previous"), () => go(number ? number - 1 : "start")),
      button(say(number + 1 < given.pages.length ? "next" : "to_review"), () => proceed(number), "is-strong"),
      button(say("skip"), () => go(after(number)), "is-quiet")),
  ];
}

const after = (number) => (number + 1 < given.pages.length ? number + 1 : "review");

// Go on if nothing is missing; otherwise say what, and lose nothing.
function proceed(number) {
  const lacks = new Map();
  for (const i of given.pages[number].questions) {
    const missing = lack(given.questions[i], state.answers[i]);
    if (missing) lacks.set(i, missing);
  }
  if (lacks.size) show(lacks);
  else go(after(number));
}

function reviewScreen() {
  const counts = { complete: 0, partial: 0, open: 0 };
  given.questions.forEach((question, i) => (counts[standing(question, state.answers[i])] += 1));
  const text = make("textarea", { rows: "8", readonly: true, id: "file-text", "aria-label": say("file_text") });
  const date = make("input", {
    type: "date", value: dayOfFilling(),
    input: (event) => { state.person.date = event.target.value; keep(); },
  });
  return [
    make("h1", { tabindex: "-1" }, say("review")),
    make("p", { class: "lead" }, say("counts", counts)),
    make("div", { class: "scrolls", role: "region", tabindex: "0", "aria-label": say("answers") }, reviewTable()),
    make("h2", null, say("send_title")),
    personFields(),
    field("person-date", say("date"), date),
    make("p", null, say("send", { file: given.file })),
    make("div", { class: "actions" },
      button(say("download"), download, "is-strong"),
      button(say("print"), () => window.print())),
    make("details", { class: "copy", toggle: () => (text.value = yamlText(answersFile())) },
      make("summary", null, say("no_download")),
      make("p", null, say("copy_hint", { file: given.file })), text),
  ];
}

function reviewTable() {
  const columns = ["code", "title", isVerifying ? "verified" : "level", "status"];
  const jump = (i) => (event) => {
    event.preventDefault();
    go(given.pages.findIndex((page) => page.questions.includes(i)), targetOf(i, "title"));
  };
  return make("table", null,
    make("thead", null, make("tr", null, columns.map((key) => make("th", { scope: "col" }, say(`column_${key}`))))),
    make("tbody", null, given.questions.map((question, i) => make("tr", null,
      make("th", { scope: "row" }, make("a", { href: `#question-${i}`, click: jump(i) }, question.id)),
      make("td", null, question.title),
      make("td", null, answerInWords(question, state.answers[i])),
      make("td", { class: "status" }, statusInWords(question, state.answers[i]))))));
}

function statusInWords(question, answer) {
  const missing = lack(question, answer);
  return `${standingSigns[standing(question, answer)]} ${say(`status_${missing || "complete"}`)}`;
}

function download() {
  const url = URL.createObjectURL(new Blob([yamlText(answersFile())], { type: "text/yaml;charset=utf-8" }));
  make("a", { href: url, download: given.file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  storage.hasUnsaved = false;
  announce(say("downloaded", { file: given.file }));
}

// One page to sign, as long as the questions have room on it.
function drawRecap() {
  const { start } = given;
  const { name, position } = state.person;
  const line = (label, value) => [make("dt", null, label), make("dd", null, value || "–")];
  const signature = (title, who) => make("div", null, make("p", null, title), make("p", { class: "sign" }, who || " "), make("p", null, who ? clean(position) : say("sign_staff_number")));
  replace(byId("recap"),
    make("h1", null, say("recap")),
    make("p", null, start.lead),
    make("dl", null,
      line(say("questionnaire"), given.head.questionnaire),
      line(say(isVerifying ? "verifier_name" : "name"), [clean(name), clean(position)].filter(Boolean).join(", ")),
      line(say("date"), dayOfFilling()),
      line(say("complete"), say("progress", { n: countComplete(), total: given.questions.length }))),
    make("ol", { class: given.questions.length > 20 ? "is-dense" : null }, given.questions.map((question, i) => make("li", null,
      make("span", { class: "recap-code" }, question.id),
      make("span", { class: "recap-title" }, question.title),
      make("span", { class: "recap-level" }, answerInWords(question, state.answers[i])),
      make("span", { class: "recap-status" }, standingSigns[standing(question, state.answers[i])])))),
    make("p", { class: "legend" }, say("recap_legend")),
    make("div", { class: "signatures" },
      signature(say(isVerifying ? "sign_verifier" : "sign_respondent"), clean(name)),
      signature(say("sign_superior"), "")));
}
