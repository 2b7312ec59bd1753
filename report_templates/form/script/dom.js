// Elements made one by one; no text ever becomes markup.

const byId = (id) => document.getElementById(id);

// make("p", { class: "hint" }, "text", [more, children], null)
function make(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (key === "value" || key === "checked" || key === "open") element[key] = value;
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(key, value === true ? "" : value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child || child === 0) element.append(child);
  }
}

function replace(element, ...children) {
  element.textContent = "";
  append(element, children);
}

const button = (label, click, kind) =>
  make("button", { type: "button", class: kind ? `button ${kind}` : "button", click }, label);

const forTheEar = (text) => make("span", { class: "ear" }, text);

// Say something once to who listens, without moving the focus.
function announce(text) {
  byId("said").textContent = "";
  setTimeout(() => (byId("said").textContent = text), 50);
}

// A labelled control with its hint and its error.
function field(id, label, control, { hint, error } = {}) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  control.id = id;
  if (described) control.setAttribute("aria-describedby", described);
  if (error) control.setAttribute("aria-invalid", "true");
  return make(
    "div",
    { class: error ? "field is-wrong" : "field" },
    make("label", { for: id }, label),
    hint && make("p", { class: "hint", id: `${id}-hint` }, hint),
    error && errorLine(id, error),
    control
  );
}

const errorLine = (id, error) => make("p", { class: "error", id: `${id}-error` }, error);

// What has to be put right, each with a link to where.
function errorSummary(title, errors) {
  const jump = (target) => (event) => {
    event.preventDefault();
    byId(target).focus();
  };
  return make(
    "div",
    {
      class: "summary",
      id: "summary",
      role: "alert",
      tabindex: "-1",
      "aria-labelledby": "summary-title",
    },
    make("h2", { id: "summary-title" }, title),
    make(
      "ul",
      null,
      errors.map(({ text, target }) =>
        make(
          "li",
          null,
          target ? make("a", { href: `#${target}`, click: jump(target) }, text) : text
        )
      )
    )
  );
}

// Ask before something is replaced or erased; the focus goes to the question and back.
function ask(place, text, yes, act) {
  const before = document.activeElement;
  const close = () => {
    replace(place);
    if (document.contains(before)) before.focus();
  };
  const question = make("p", { id: "asked", tabindex: "-1" }, text);
  replace(
    place,
    make(
      "div",
      { class: "notice", role: "group", "aria-labelledby": "asked" },
      question,
      make(
        "div",
        { class: "actions" },
        button(
          yes,
          () => {
            close();
            act();
          },
          "is-strong"
        ),
        button(say("cancel"), close)
      )
    )
  );
  question.focus();
}
