// Shared by the scripts of all note types that have one; each stands inside one function, because a name declared at
// the top level would still be there when the next card declares it again. ES5: old phones show cards, too.
var roots = document.querySelectorAll(".qb");
var root = roots[roots.length - 1];
var front = root.getAttribute("data-side") === "front";
var name = "qbank:" + root.getAttribute("data-id");
// What the front leaves for the back: in memory where the page lives on, in sessionStorage where it doesn't.
var memory = window.qbankState || (window.qbankState = {});
var state = load();

function load() {
  var text = memory[name];
  try { text = text || sessionStorage.getItem(name); } catch (error) { /* storage is blocked */ }
  try { return JSON.parse(text) || {}; } catch (error) { return {}; }
}

function save() {
  memory[name] = JSON.stringify(state);
  try { sessionStorage.setItem(name, memory[name]); } catch (error) { /* storage is blocked or full */ }
}

// A front that was answered before is shown anew; one that is only reloaded keeps what was done.
function begin() {
  if (state.done) state = {};
}

// The back reads what the author's editor may have touched: without readable data there is no verdict.
function key() {
  try { return JSON.parse(root.querySelector(".qb-data").textContent); } catch (error) { return null; }
}

function all(selector, inside) {
  return Array.prototype.slice.call((inside || root).querySelectorAll(selector));
}

function make(tag, className, text) {
  var element = document.createElement(tag);
  element.className = className || "";
  if (text) element.textContent = text;
  return element;
}

function isOrder(order, count) {
  if (!Array.isArray(order) || order.length !== count) return false;
  var sorted = order.slice().sort(function (a, b) { return a - b; });
  return sorted.every(function (one, index) { return one === index; });
}

function itemsOf(list) {
  return Array.prototype.slice.call(list.children);
}

function numberOf(item) {
  return Number(item.getAttribute("data-i"));
}

// Returns a random order of the items' numbers; fixed ones keep their place.
function mixed(list) {
  var order = itemsOf(list).map(numberOf);
  var free = itemsOf(list).map(function (item, place) { return item.hasAttribute("data-fixed") ? -1 : place; });
  free = free.filter(function (place) { return place >= 0; });
  for (var i = free.length - 1; i > 0; i--) {
    var j = Math.floor(Math.random() * (i + 1)), kept = order[free[i]];
    order[free[i]] = order[free[j]];
    order[free[j]] = kept;
  }
  return order;
}

// Moves the items themselves, so that formulas and players in them stay what they are.
function place(list, order) {
  var byNumber = [];
  itemsOf(list).forEach(function (item) { byNumber[numberOf(item)] = item; });
  order.forEach(function (number) { list.appendChild(byNumber[number]); });
}

// Returns the order shown: the saved one where there is one, else on the front a new one.
function settle(list, saved) {
  var count = list.children.length, order = isOrder(saved, count) ? saved : null;
  if (!order && front) order = list.hasAttribute("data-shuffle") ? mixed(list) : itemsOf(list).map(numberOf);
  if (order) place(list, order);
  return order;
}

// Says how good the answer was, in words, and leaves only the feedback for it.
function verdict(credit, words) {
  var which = credit > 0.999999 ? "correct" : credit > 0.000001 ? "partial" : "incorrect";
  var sign = { correct: "\u2713 ", partial: "\u25d0 ", incorrect: "\u2717 " }[which];
  var share = which === "partial" ? " \u00b7 " + Math.round(credit * 100) + "%" : "";
  var line = make("p", "qb-verdict qb-is-" + which, sign + words[which] + share);
  line.setAttribute("role", "status");
  line.setAttribute("data-credit", credit);
  var answer = root.querySelector(".qb-answer");
  answer.insertBefore(line, answer.firstChild);
  all("[data-when]").forEach(function (one) { one.hidden = one.getAttribute("data-when") !== which; });
}
