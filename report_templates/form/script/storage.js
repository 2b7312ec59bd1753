// What the browser keeps. On file:// all pages may share one storage, so nothing in it is trusted.

// last is the text that this tab knows to be kept.
const storage = { isRefused: false, savedAt: null, isStale: false, hasUnsaved: false, last: null };

function readStorage() {
  try {
    localStorage.setItem(given.key + ":test", "1");
    localStorage.removeItem(given.key + ":test");
  } catch (refusal) {
    storage.isRefused = true;
  }
  catchUp();
}

// Take over what was kept since by another tab with this form; whether there was anything.
function catchUp() {
  try {
    const kept = localStorage.getItem(given.key);
    return kept !== null && kept !== storage.last && take(kept);
  } catch (refusal) {
    return false;
  }
}

// Take over what was kept; false, and nothing is changed, where it is not ours.
function take(kept) {
  let record;
  try {
    record = JSON.parse(kept);
  } catch (damage) {
    return false;
  }
  if (!record || !record.answers || typeof record.answers !== "object") return false;
  state.person = personFrom(record.person);
  state.answers = given.questions.map((question) => {
    const answer = answerFrom(
      own(record.answers, question.id) ? record.answers[question.id] : question.filled
    );
    if (!isOffered(question, answer.choice)) answer.choice = "";
    return answer;
  });
  storage.savedAt = new Date(record.saved);
  storage.isStale = record.base !== given.base;
  storage.last = kept;
  return true;
}

function save() {
  const answers = {};
  given.questions.forEach((question, i) => (answers[question.id] = state.answers[i]));
  const now = new Date();
  const base = storage.isStale ? "earlier" : given.base;
  const record = { base, saved: now.toISOString(), person: state.person, answers };
  const text = JSON.stringify(record);
  try {
    localStorage.setItem(given.key, text);
    storage.last = text;
    storage.savedAt = now;
    storage.isRefused = false;
  } catch (refusal) {
    storage.isRefused = true;
  }
  storage.hasUnsaved = storage.isRefused;
}

// What was handed out, and nothing else.
function beginAgain() {
  state.person = personFrom();
  state.answers = handedOut();
  Object.assign(storage, { savedAt: null, isStale: false, hasUnsaved: false, last: null });
}

// Erase what was kept.
function forget() {
  beginAgain();
  try {
    localStorage.removeItem(given.key);
  } catch (refusal) {
    storage.isRefused = true;
  }
}
