// Short names for what the script does all the time.
const part = id => document.getElementById(id);
const find = (root, selector) => root.querySelector(selector);
const all = (root, selector) => [...root.querySelectorAll(selector)];
const on = (target, ...rest) => target.addEventListener(...rest);
const say = text => { part('live').textContent = text; };

function made(name, className, ...content) {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
}
