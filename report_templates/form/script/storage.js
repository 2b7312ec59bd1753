// What the browser keeps. On file:// all pages may share one storage, so nothing in it is trusted.

const storage = { isRefused: false, savedAt: null, isStale: false, hasUnsaved: false };

function readStorage() {
  let kept = null;
  try {
    localStorage.setItem(given.key + ":test", "1");
    localStorage.removeItem(given.key + ":test");
    kept = localStorage.getItem(given.key);
  } catch (refusal) {
    storage.isRefused = true;
  }
  return kept !== null && take(kept);
}

// Take over what was kept; false, and nothing is changed, where it is not ours.
function take(kept) {
  let record;
  try {
    record = JSON.parse(kept);
  } catch (damage) {
    return false;
  }
  if (
    !record ||
    typeof record !== "object" ||
    typeof record.answers !== "object" ||
    !record.answers
  )
    return false;
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
  return true;
}

function save() {
  const answers = {};
  given.questions.forEach((question, i) => (answers[question.id] = state.answers[i]));
  const now = new Date();
  const base = storage.isStale ? "earlier" : given.base;
  try {
    localStorage.setItem(
      given.key,
      JSON.stringify({ base, saved: now.toISOString(), person: state.person, answers })
    );
    storage.savedAt = now;
    storage.isRefused = false;
  } catch (refusal) {
    storage.isRefused = true;
  }
  storage.hasUnsaved = storage.isRefused;
}

// Begin again with what was handed out.
function forget() {
  state.person = personFrom();
  state.answers = handedOut();
  Object.assign(storage, { savedAt: null, isStale: false, hasUnsaved: false });
  try {
    localStorage.removeItem(given.key);
  } catch (refusal) {
    storage.isRefused = true;
  }
}
