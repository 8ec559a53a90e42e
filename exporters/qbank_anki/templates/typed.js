// Typed answers: a field of our own on the front; what was typed and the verdict on the back.
var entry = root.querySelector(".qb-entry");

function field() {
  var input = make("input", "qb-input tappable");
  input.type = "text";
  input.setAttribute("aria-label", entry.getAttribute("data-label"));
  input.setAttribute("autocomplete", "off");
  input.setAttribute("autocapitalize", "off");
  input.setAttribute("spellcheck", "false");
  input.setAttribute("dir", "auto");
  if (entry.getAttribute("data-mode") === "number") input.setAttribute("inputmode", "decimal");
  input.value = state.typed || "";
  input.addEventListener("input", function () { state.typed = input.value; save(); });
  input.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.isComposing && typeof pycmd === "function") pycmd("ans");
  });
  return input;
}

function fold(text, exact) {
  text = (text.normalize ? text.normalize("NFC") : text).trim();
  return exact ? text : text.toLowerCase();
}

// Returns whether the text is this accepted answer; null where the pattern isn't one that browsers read.
function matches(text, one) {
  if (one.is !== undefined) return fold(text, one.exact) === one.is;
  try {
    var given = fold(text, one.exact || one.own);
    return new RegExp("^(?:" + one.like + ")$", one.own && !one.exact ? "iu" : "u").test(given);
  } catch (error) { return null; }
}

function judgeText(data) {
  var unread = false;
  for (var i = 0; i < data.accept.length; i++) {
    var found = matches(state.typed, data.accept[i]);
    if (found) return point(i, data.accept[i].credit);
    unread = unread || found === null;
  }
  return unread ? null : 0;
}

function judgeNumber(data) {
  var text = state.typed.trim();
  if (data.comma) text = text.replace(/^([+-]?\d*),(\d)/, "$1.$2");
  var found = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/.exec(text);
  var bands = found && Object.prototype.hasOwnProperty.call(data.units, text.slice(found[0].length).trim()) &&
    data.units[text.slice(found[0].length).trim()];
  for (var i = 0; bands && i < bands.length; i++) {
    if (bands[i][0] <= Number(found[0]) && Number(found[0]) <= bands[i][1]) return point(i, data.credits[i]);
  }
  return 0;
}

// Points at the accepted answer that was given, and leaves only its feedback.
function point(index, credit) {
  all(".qb-accepted > li").forEach(function (item) {
    if (numberOf(item) === index) item.className += " qb-picked";
  });
  return credit;
}

if (front) {
  begin();
  state.typed = typeof state.typed === "string" ? state.typed : "";
  var line = entry.querySelector(".qb-line"), input = field();
  entry.replaceChild(input, line);
  // With a keyboard at hand one types at once; on a phone its keyboard would hide the question.
  if (window.matchMedia && matchMedia("(hover: hover) and (pointer: fine)").matches) input.focus({ preventScroll: true });
  save();
} else {
  var data = key();
  if (data && typeof state.typed === "string" && state.typed.trim()) {
    entry.querySelector(".qb-line").textContent = state.typed;
    entry.className += " qb-typed";
    var credit = data.units ? judgeNumber(data) : judgeText(data);
    if (credit !== null) verdict(credit, data.words);
  }
  state.done = true;
  save();
}
