// Functions that measure a page from inside; tests call them by name. None of them changes
// what is measured, but for openEverything() and begin().

const squeeze = (text) => text.replace(/\s+/g, " ").trim();

// Where an element is, in words for the message of a failed test.
function place(element) {
  const section = element.closest("[id]");
  const words = squeeze(element.textContent).slice(0, 50);
  const kind = element.tagName.toLowerCase();
  const names = element.getAttribute("class");
  return `${section ? "#" + section.id + " " : ""}${kind}${names ? "." + names : ""} "${words}"`;
}

// Text for the ear only: squeezed into a pixel.
function isForTheEar(element) {
  for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.position !== "absolute" || style.overflow === "visible") continue;
    if (at.offsetWidth <= 1 && at.offsetHeight <= 1) return true;
  }
  return false;
}

const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

// A box that its label draws may be transparent, and is there all the same.
const isUsable = (control) =>
  control.checkVisibility({ visibilityProperty: true }) && control.type !== "hidden" && !control.disabled;

// Every text that is there for the eye, with the element it stands in.
function shownTexts(root, except) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = squeeze(walker.currentNode.nodeValue);
    if (!text || element.closest("script, style, template, noscript")) continue;
    if (except && element.closest(except)) continue;
    if (isShown(element) && !isForTheEar(element)) found.push({ text, element });
  }
  return found;
}

const wordsOf = ({ selector, except }) =>
  shownTexts(document.querySelector(selector), except).map((found) => found.text).join(" ").split(" ");

function openEverything() {
  for (const details of document.querySelectorAll("details")) details.open = true;
}

function overflow() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const isInside = (element) => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (element) =>
      isShown(element) && element.getBoundingClientRect().right > clientWidth + 1 && !isInside(element)
  );
  return { scrollWidth, clientWidth, wide: wide.slice(-3).map(place) };
}

function smallTexts(least) {
  return shownTexts(document.body)
    .filter(({ element }) => {
      const drawn = element.closest("svg") && element.getScreenCTM ? element.getScreenCTM().d : 1;
      return parseFloat(getComputedStyle(element).fontSize) * drawn < least;
    })
    .map(({ element }) => place(element));
}

const CONTROLS =
  "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=radio]";

// What is hit for a control: a box that is drawn by its label is as large as the label.
function target(control) {
  const own = control.getBoundingClientRect();
  const label = control.labels && control.labels[0];
  if (!label) return own;
  const around = label.getBoundingClientRect();
  return around.width * around.height > own.width * own.height ? around : own;
}

// Links in running text may be as low as their line (WCAG 2.5.8).
function smallTargets(least) {
  const isInText = (control) => control.matches("a") && getComputedStyle(control).display === "inline";
  return [...document.querySelectorAll(CONTROLS)]
    .filter(isUsable)
    .filter((control) => !isInText(control) && !isForTheEar(control.parentElement))
    .filter((control) => {
      const { width, height, right } = target(control);
      return right > 0 && (width < least || height < least);
    })
    .map((control) => {
      const { width, height } = target(control);
      return `${Math.round(width)}x${Math.round(height)} ${place(control)}`;
    });
}

// The keyboard: every stop there should be, then where Tab has led.
function begin() {
  const groups = new Set();
  window.stops = [...document.querySelectorAll(CONTROLS)].filter((control) => {
    if (!isUsable(control) || control.tabIndex < 0) return false;
    if (control.matches("details > :not(:first-of-type) > summary")) return false;
    if (control.type !== "radio") return true;
    // One stop for a group of radio buttons: the chosen one, or the first.
    if (groups.has(control.name)) return false;
    groups.add(control.name);
    return true;
  });
  return window.stops.length;
}

function stop() {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  let index = window.stops.indexOf(at);
  if (index < 0 && at.type === "radio") index = window.stops.findIndex((one) => one.name === at.name);
  const shown = at.labels && at.labels[0] && isForTheEar(at) ? at.labels[0] : at;
  const box = shown.getBoundingClientRect();
  const rings = [at, shown, at.nextElementSibling, at.parentElement].filter(Boolean).some((one) => {
    const style = getComputedStyle(one);
    const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return hasOutline && style.outlineColor !== "rgba(0, 0, 0, 0)";
  });
  const isInView =
    box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  return { index, rings, isInView, place: place(at) };
}

const unreached = (reached) =>
  window.stops.filter((_, index) => !reached.includes(index)).map(place);

// What would be printed, as one text for each cell; only for pages emulating paper.
function tablesOnPaper() {
  const text = (element) => shownTexts(element).map((found) => found.text).join("");
  return [...document.querySelectorAll("table")].filter(isShown).map((table) => ({
    place: place(table),
    head: table.tHead ? [...table.tHead.rows].flatMap((row) => [...row.cells]).map(text) : [],
    rows: [...table.tBodies].flatMap((body) => [...body.rows]).filter(isShown)
      .map((row) => [...row.cells].map(text)),
  }));
}

// What the style sheet promises not to cut, unless it is larger than a page.
function keptTogether(pageHeight) {
  const text = (element) => shownTexts(element).map((found) => found.text).join(" ");
  return [...document.body.querySelectorAll("*")]
    .filter((element) => isShown(element) && getComputedStyle(element).breakInside === "avoid")
    .filter((element) => element.getBoundingClientRect().height < pageHeight)
    .map(text)
    .filter(Boolean);
}

// The frame that texts hang in: elements and the names of their attributes, in order.
function skeleton() {
  return [...document.querySelectorAll("*")].map((element) =>
    [element.tagName, ...[...element.attributes].map((attribute) => attribute.name).sort()].join(" ")
  );
}

const handlers = () =>
  [...document.querySelectorAll("*")]
    .flatMap((element) => [...element.attributes].map((attribute) => attribute.name))
    .filter((name) => name.startsWith("on"));

const dangerousLinks = () =>
  [...document.querySelectorAll("[href], [src], [action], [formaction]")]
    .flatMap((element) =>
      ["href", "src", "action", "formaction"].map((name) => element.getAttribute(name) || "")
    )
    .filter((address) => /^[\s\x00-\x1f]*([a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(address))
    .filter((address) => !/^(https?:|mailto:|data:image\/)/.test(address));
