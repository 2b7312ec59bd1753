// Numbers as text, exactly: nothing here becomes a float.

const DECIMAL = /^(-?)(0|[1-9][0-9]{0,19})(?:\.([0-9]{1,20}))?$/;
const PLACES = 20;

// A number as files have it, or null where it is none, lies outside the range of its question, or may
// be read in two ways. A fraction such as 1/3 is taken only where it was handed out.
function plainNumber(question, text) {
  const typed = clean(text);
  if (isKnown(question, typed)) return typed;
  const isTaken = isInside(question, typed) && !mayMeanThousands(question, typed);
  return isTaken ? decimal(typed) : null;
}

const isKnown = (question, typed) => question.range.known.includes(typed);

// Whether what was typed is in the range both as it stands and a thousand times as large, without its
// dot or comma; returned sheets are read likewise.
function mayMeanThousands(question, text) {
  const typed = clean(text);
  if (isKnown(question, typed) || !GROUPED.test(typed)) return false;
  return isInside(question, typed) && isInside(question, typed.replace(/[.,]/, ""));
}

const GROUPED = /^[-+\u2212\u2013]?[1-9][0-9]{0,2}[.,][0-9]{3}$/;

// What was typed as a decimal number, or something that is none.
const decimal = (typed) =>
  typed
    .replace(/[\u2212\u2013]/, "-")
    .replace(",", ".")
    .replace(/^\+/, "")
    .replace(/^(-?)0+(?=[0-9])/, (_, sign) => sign)
    .replace(/^(-?)\./, (_, sign) => sign + "0.");

function isInside(question, typed) {
  const number = decimal(typed);
  const { least, most } = question.range;
  return (
    DECIMAL.test(number) &&
    compareWhole(units(number), least) >= 0 &&
    compareWhole(units(number), most) <= 0
  );
}

const compareNumbers = (one, other) => compareWhole(units(one), units(other));

// A decimal number in units of its twentieth decimal, as the digits of a whole number.
function units(number) {
  const [, sign, whole, rest] = DECIMAL.exec(number);
  const digits = (whole + (rest || "").padEnd(PLACES, "0")).replace(/^0+(?=[0-9])/, "");
  return digits === "0" ? digits : sign + digits;
}

// -1, 0 or 1: which of two whole numbers, written as text, is larger.
function compareWhole(one, other) {
  const isBelow = one.startsWith("-");
  if (isBelow !== other.startsWith("-")) return isBelow ? -1 : 1;
  const [a, b] = isBelow ? [other.slice(1), one.slice(1)] : [one, other];
  if (a === b) return 0;
  return a.length < b.length || (a.length === b.length && a < b) ? -1 : 1;
}
