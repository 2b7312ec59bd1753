// One question: its text, what is claimed, the levels, the evidence, the note.

const standingSigns = { open: "○", partial: "◐", complete: "●" };

const labelOf = (question, choice) => {
  if (choice === "na") return say("not_applicable");
  if (choice === "unknown") return say("unknown");
  if (choice === "" || isNumber(question)) return "";
  const [number, label] = levelsOf(question).find(([found]) => String(found) === choice);
  return `${number} ${label}`;
};

// What was answered, in words; a dash where nothing was.
function answerInWords(question, answer) {
  if (answer.choice === "na" || !isNumber(question)) return labelOf(question, answer.choice) || "–";
  return spelled(clean(answer.value)) || labelOf(question, answer.choice) || "–";
}

// A number as people of the form's language write it.
const spelled = (number) => (given.comma ? number.replace(".", ",") : number);

const targetOf = (i, part) => `question-${i}-${part}`;

const ERROR_PLACES = {
  choice: "choice",
  number: "choice",
  thousands: "choice",
  reason: "note",
  note: "note",
  evidence: "text-0",
};

// Where the error of a question is put right.
const errorTarget = (i, missing) =>
  targetOf(
    i,
    ERROR_PLACES[missing] === "choice" && !isNumber(given.questions[i])
      ? "choice-0"
      : ERROR_PLACES[missing]
  );

function errorText(question, missing) {
  if (missing === "evidence") return say("error_evidence", { level: question.needs });
  if (missing === "choice" && isNumber(question)) return say("error_number_missing");
  if (missing === "number") return say("error_number", question.range);
  return say(`error_${missing}`);
}

function questionBlock(i, isAlone, missing) {
  const question = given.questions[i];
  const error = missing && errorText(question, missing);
  const block = make("section", { class: "question", "aria-labelledby": targetOf(i, "title") });
  const errorAt = (place) => (error && ERROR_PLACES[missing] === place ? error : null);
  append(
    block,
    [
      make("p", { class: "code" }, `${question.id} · ${question.title}`),
      make(
        isAlone ? "h1" : "h2",
        { id: targetOf(i, "title"), tabindex: "-1", class: "ask" },
        question.ask || question.title
      ),
      metaLine(i),
      question.why &&
        make(
          "details",
          { class: "why" },
          make("summary", null, say("why")),
          make("p", null, question.why)
        ),
      isVerifying && claimBlock(question),
      isVerifying && question.wanted.length && wantedList(question),
      isNumber(question) ? numberField(i, errorAt("choice")) : levelCards(i, errorAt("choice")),
      isVerifying ? null : evidenceRows(i, errorAt("text-0")),
      noteField(i, errorAt("note")),
    ].filter(Boolean)
  );
  return block;
}

function metaLine(i) {
  const question = given.questions[i];
  const parts = [question.place, question.factors].filter(Boolean).join(" · ");
  return make(
    "p",
    { class: "meta" },
    make("span", null, say("place_of", { n: i + 1, total: given.questions.length })),
    parts && make("span", null, parts),
    question.mandatory && make("strong", null, say("mandatory"))
  );
}

// Every change is kept at once; who changes what was verified verifies it anew.
const change = (i, update) =>
  edit(() => {
    update(state.answers[i]);
    Object.assign(state.answers[i], { by: "", date: "" });
  });

function levelCards(i, error) {
  const question = given.questions[i];
  const marks = (choice) => [
    question.earlier === choice && say("last_year"),
    isVerifying && answerFrom(question.claim).choice === choice && say("claimed_here"),
  ];
  const options = levelsOf(question).map(([number, label], place) => ({
    choice: String(number),
    title: `${number} ${label}`,
    text: question.rubric[place],
  }));
  if (question.na)
    options.push({
      choice: "na",
      title: say("not_applicable"),
      text: say(isVerifying ? "na_verify" : "na_hint"),
    });
  const name = targetOf(i, "choice");
  return make(
    "fieldset",
    { class: error ? "is-wrong" : null, "aria-describedby": error ? `${name}-error` : null },
    make("legend", null, say(isVerifying ? "verified_level" : "level_legend")),
    error && errorLine(name, error),
    options.map((option, place) => levelCard(i, name, option, place, marks(option.choice)))
  );
}

function levelCard(i, name, { choice, title, text }, place, marks) {
  const id = `${name}-${place}`;
  const input = make("input", {
    type: "radio",
    name,
    id,
    value: choice,
    checked: state.answers[i].choice === choice,
    "aria-describedby": text ? `${id}-text` : null,
    change: () => change(i, (answer) => (answer.choice = choice)),
  });
  return make(
    "div",
    { class: "card" },
    input,
    make(
      "label",
      { for: id },
      title,
      marks.filter(Boolean).map((mark) => [" ", make("span", { class: "mark" }, mark)])
    ),
    text && make("p", { id: `${id}-text` }, text)
  );
}

function numberField(i, error) {
  const question = given.questions[i];
  const answer = state.answers[i];
  const id = targetOf(i, "choice");
  const input = make("input", {
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    class: "number",
    value: answer.value,
    input: (event) => change(i, (one) => (one.value = event.target.value)),
  });
  const earlier = question.earlier ? ` ${say("last_year")}: ${spelled(question.earlier)}.` : "";
  const hint = say("number_hint", question.range) + earlier;
  const box = make("input", {
    type: "checkbox",
    id: `${id}-na`,
    checked: answer.choice === "na",
    change: (event) => change(i, (one) => (one.choice = event.target.checked ? "na" : "")),
  });
  return [
    field(id, say(isVerifying ? "verified_number" : "number_label"), input, { hint, error }),
    question.na &&
      make(
        "div",
        { class: "card" },
        box,
        make("label", { for: `${id}-na` }, say("not_applicable")),
        make("p", null, say(isVerifying ? "na_verify" : "na_hint"))
      ),
  ];
}

function evidenceRows(i, error) {
  const question = given.questions[i];
  const rows = make("div", { class: "rows" });
  // There is always a row to write in.
  const count = () => Math.max(1, state.answers[i].documents.length);
  const draw = (focused) => {
    const numbers = Array.from({ length: count() }, (_, row) => row);
    replace(
      rows,
      numbers.map((row) => evidenceRow(i, row, remove, row === 0 && error))
    );
    if (focused !== undefined) byId(targetOf(i, `text-${focused}`)).focus();
  };
  const add = () => {
    change(i, (answer) => documentAt(answer, count()));
    draw(count() - 1);
  };
  const remove = (row) => {
    change(i, (answer) => answer.documents.splice(row, 1));
    draw(Math.max(0, row - 1));
    announce(say("evidence_removed", { n: row + 1 }));
  };
  draw();
  const hint =
    question.needs === null || isNumber(question)
      ? say("evidence_hint")
      : `${say("evidence_hint")} ${say("evidence_from", { level: question.needs })}`;
  return make(
    "fieldset",
    { class: "evidence" },
    make("legend", null, say("evidence")),
    make("p", { class: "hint" }, hint),
    question.wanted.length ? wantedList(question) : null,
    rows,
    button(say("add_evidence"), add)
  );
}

function wantedList(question) {
  return make(
    "details",
    { class: "wanted" },
    make("summary", null, say("wanted", { n: question.wanted.length })),
    make(
      "ul",
      null,
      question.wanted.map(([level, text]) =>
        make("li", null, level === null ? text : `${text} (${say("wanted_from", { level })})`)
      )
    )
  );
}

// The document of a row; blank ones are put before it where there are fewer.
function documentAt(answer, row) {
  while (answer.documents.length <= row) answer.documents.push(documentFrom());
  return answer.documents[row];
}

function evidenceRow(i, row, remove, error) {
  const one = documentFrom(state.answers[i].documents[row]);
  const write = (key) => (event) =>
    change(i, (answer) => (documentAt(answer, row)[key] = event.target.value));
  const input = (key) =>
    make("input", { type: "text", autocomplete: "off", value: one[key], input: write(key) });
  const n = row + 1;
  return make(
    "div",
    { class: "row", role: "group", "aria-label": say("evidence_n", { n }) },
    field(targetOf(i, `text-${row}`), say("evidence_text", { n }), input("text"), { error }),
    field(targetOf(i, `location-${row}`), say("evidence_location", { n }), input("location")),
    state.answers[i].documents.length > 1 || hasText(one)
      ? button(say("remove_evidence", { n }), () => remove(row), "is-quiet")
      : null
  );
}

function noteField(i, error) {
  const control = make("textarea", {
    rows: "3",
    value: state.answers[i].note,
    input: (event) => change(i, (answer) => (answer.note = event.target.value)),
  });
  const hint = isVerifying ? say("verifier_note_hint") : "";
  return field(targetOf(i, "note"), say(isVerifying ? "verifier_note" : "note"), control, {
    hint,
    error,
  });
}

// What the office says, to be read only.
function claimBlock(question) {
  const claim = answerFrom(question.claim);
  const rubric = isNumber(question)
    ? ""
    : question.rubric[levelsOf(question).findIndex(([n]) => String(n) === claim.choice)];
  const row = (name, ...content) => [make("dt", null, name), make("dd", null, content)];
  return make(
    "div",
    { class: "claim", role: "group", "aria-label": say("claim") },
    make("p", { class: "claim-title" }, say("claim")),
    make(
      "dl",
      null,
      row(
        say("claimed_level"),
        make(
          "strong",
          null,
          claim.choice || clean(claim.value)
            ? answerInWords(question, claim)
            : say("nothing_claimed")
        ),
        rubric && make("p", null, rubric)
      ),
      row(
        say("evidence"),
        claim.documents.length
          ? make("ul", null, claim.documents.map(claimedDocument))
          : say("no_evidence")
      ),
      claim.note && row(say("note"), make("p", { class: "as-typed" }, claim.note))
    )
  );
}

function claimedDocument({ text, location }) {
  const isLink = /^https?:\/\/[^\s]+$/i.test(location);
  const place = isLink
    ? make("a", { href: location, target: "_blank", rel: "noopener noreferrer" }, location)
    : location;
  return make("li", null, text, text && location ? ". " : "", place);
}
