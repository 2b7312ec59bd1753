// The screens: start, questions, review; and the recap that is printed.

function startScreen() {
  const { start } = given;
  const place = make("div", { id: "asking" });
  return [
    make("h1", { tabindex: "-1" }, start.title),
    make("p", { class: "lead" }, start.lead),
    storage.isStale && staleNotice(),
    make(
      "dl",
      { class: "facts" },
      start.facts.map(([name, value]) =>
        make("div", null, make("dt", null, name), make("dd", null, value))
      )
    ),
    make(
      "ol",
      { class: "steps" },
      start.steps.map((step) => make("li", null, step))
    ),
    make("p", { class: "private" }, start.privacy),
    personFields(),
    make(
      "div",
      { class: "actions" },
      button(say("begin"), () => go(firstOpen()), "is-strong"),
      button(say("open_file"), () => byId("file").click()),
      button(
        say("erase"),
        () => ask(place, say("erase_really"), say("erase_yes"), erase),
        "is-quiet"
      )
    ),
    make("input", { type: "file", id: "file", hidden: true, change: openFile }),
    place,
  ];
}

function personFields() {
  const input = (key, autocomplete) =>
    make("input", {
      type: "text",
      autocomplete,
      value: state.person[key],
      input: (event) => edit(() => (state.person[key] = event.target.value)),
    });
  return make(
    "div",
    { class: "person" },
    field("person-name", say(isVerifying ? "verifier_name" : "name"), input("name", "name")),
    field("person-position", say("position"), input("position", "organization-title"))
  );
}

// What was kept is of an earlier form of the same office.
function staleNotice() {
  const settle = (act) => () => {
    edit(act);
    show();
  };
  return make(
    "div",
    { class: "notice" },
    make("p", null, say("stale")),
    make(
      "div",
      { class: "actions" },
      button(
        say("stale_keep"),
        settle(() => (storage.isStale = false))
      ),
      button(
        say("stale_replace"),
        settle(() => {
          state.answers = handedOut();
          storage.isStale = false;
        })
      )
    )
  );
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
    edit(() => {
      Object.assign(state, taken);
      storage.isStale = false;
    });
    show();
    announce(say("opened", { name }));
  };
  if (state.answers.every(isBlank)) put();
  else ask(byId("asking"), say("open_really", { name }), say("open_yes"), put);
}

function showRefusal(reason) {
  replace(
    byId("asking"),
    errorSummary(say("refused"), [{ text: reason }, { text: say("refused_way_out") }])
  );
  byId("summary").focus();
}

function questionScreen(number, lacks) {
  const page = given.pages[number];
  const isAlone = given.alone;
  const errors = page.questions
    .filter((i) => lacks.has(i))
    .map((i) => ({
      text:
        (isAlone ? "" : `${given.questions[i].id}: `) + errorText(given.questions[i], lacks.get(i)),
      target: errorTarget(i, lacks.get(i)),
    }));
  return [
    errors.length > 0 && errorSummary(say("to_complete"), errors),
    isAlone ? null : make("h1", { tabindex: "-1" }, page.title),
    page.questions.map((i) => questionBlock(i, isAlone, lacks.get(i))),
    make(
      "div",
      { class: "actions" },
      button(say("previous"), () => go(number ? number - 1 : "start")),
      button(
        say(number + 1 < given.pages.length ? "next" : "to_review"),
        () => proceed(number),
        "is-strong"
      ),
      button(say("skip"), () => go(after(number)), "is-quiet")
    ),
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
  const text = make("textarea", {
    rows: "8",
    readonly: true,
    id: "file-text",
    "aria-label": say("file_text"),
  });
  const date = make("input", {
    type: "date",
    value: dayOfFilling(),
    input: (event) => {
      edit(() => (state.person.date = event.target.value));
      byId("person-date-hint").textContent = dayInWords(dayOfFilling());
    },
  });
  const isOpen = counts.complete < given.questions.length;
  return [
    make("h1", { tabindex: "-1" }, say("review")),
    make("p", { class: "lead" }, say("counts", counts)),
    isOpen &&
      make(
        "p",
        null,
        button(say("to_first_open"), () => go(firstOpen()))
      ),
    make("h2", null, say("send_title")),
    personFields(),
    field("person-date", say("date"), date, { hint: dayInWords(dayOfFilling()) }),
    make("p", null, given.start.send),
    make("p", { class: "hint" }, say("send", { file: given.file })),
    make(
      "div",
      { class: "actions" },
      button(say("download"), download, "is-strong"),
      button(say("print"), () => window.print())
    ),
    make("p", { id: "downloaded", class: "done", role: "status" }),
    make(
      "details",
      { class: "copy", toggle: () => (text.value = yamlText(answersFile())) },
      make("summary", null, say("no_download")),
      make("p", null, say("copy_hint", { file: given.file })),
      text
    ),
    make("h2", { id: "answers-title" }, say("answers")),
    reviewTable(),
  ];
}

// Its roles are said because on a phone every row becomes a block.
function reviewTable() {
  const columns = ["code", "title", isVerifying ? "verified" : "level", "status"];
  const jump = (i) => (event) => {
    event.preventDefault();
    go(
      given.pages.findIndex((page) => page.questions.includes(i)),
      targetOf(i, "title")
    );
  };
  const cell = (kind, ...content) => make("td", { role: "cell", class: kind }, content);
  return make(
    "table",
    { role: "table", class: "review", "aria-labelledby": "answers-title" },
    make(
      "thead",
      { role: "rowgroup" },
      make(
        "tr",
        { role: "row" },
        columns.map((key) =>
          make("th", { role: "columnheader", scope: "col" }, say(`column_${key}`))
        )
      )
    ),
    make(
      "tbody",
      { role: "rowgroup" },
      given.questions.map((question, i) =>
        make(
          "tr",
          { role: "row" },
          make(
            "th",
            { role: "rowheader", scope: "row" },
            make("a", { href: `#question-${i}`, click: jump(i) }, question.id)
          ),
          cell("title", question.title),
          cell("level", answerInWords(question, state.answers[i])),
          cell("status", statusInWords(question, state.answers[i]))
        )
      )
    )
  );
}

function statusInWords(question, answer) {
  const missing = lack(question, answer);
  return `${standingSigns[standing(question, answer)]} ${say(`status_${missing || "complete"}`)}`;
}

function download() {
  const url = URL.createObjectURL(
    new Blob([yamlText(answersFile())], { type: "text/yaml;charset=utf-8" })
  );
  make("a", { href: url, download: given.file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  storage.hasUnsaved = false;
  byId("downloaded").textContent = say("downloaded", { file: given.file });
}

// One page to sign, as long as the questions have room on it.
function drawRecap() {
  const { name, position } = state.person;
  const isDense = given.questions.length > 30;
  replace(
    byId("recap"),
    make("h1", null, say("recap")),
    make("p", null, given.start.lead),
    make(
      "dl",
      null,
      recapFacts().map(([label, value]) => [
        make("dt", null, label),
        make("dd", null, value || "–"),
      ])
    ),
    make(
      "div",
      { class: isDense ? "is-dense" : null },
      make("table", null, make("tbody", null, given.questions.map(recapRow)))
    ),
    make("p", { class: "legend" }, say("recap_legend")),
    make(
      "div",
      { class: "signatures" },
      signature(
        say(isVerifying ? "sign_verifier" : "sign_respondent"),
        clean(name),
        clean(position)
      ),
      signature(say("sign_superior"), "", say("sign_staff_number"))
    )
  );
}

function recapFacts() {
  const { name, position } = state.person;
  const person = [clean(name), clean(position)].filter(Boolean).join(", ");
  return [
    [say("questionnaire"), given.head.questionnaire],
    [say("file"), given.file],
    [say(isVerifying ? "verifier_name" : "name"), person],
    [say("date"), dayInWords(dayOfFilling())],
    [say("complete"), say("progress", { n: countComplete(), total: given.questions.length })],
  ];
}

function dayInWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  const format = { day: "numeric", month: "long", year: "numeric" };
  return new Date(year, month - 1, date).toLocaleDateString(document.documentElement.lang, format);
}

function recapRow(question, i) {
  const answer = state.answers[i];
  return make(
    "tr",
    null,
    make("th", { scope: "row" }, question.id),
    make("td", { class: "recap-title" }, make("div", null, question.title)),
    make("td", { class: "recap-level" }, answerInWords(question, answer)),
    make("td", null, standingSigns[standing(question, answer)])
  );
}

const signature = (title, who, below) =>
  make(
    "div",
    null,
    make("p", null, title),
    make("p", { class: "line" }, who || "\u00a0"),
    make("p", null, below)
  );
