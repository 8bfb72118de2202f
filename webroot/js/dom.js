// The few ways this screen touches the document. Text goes in as text nodes only; every setter remembers
// what it last wrote, so that an unchanged figure costs a comparison and no layout.

/** el('div', 'row', child, 'text'): an element with a class and children. */
export function el(tag, className = '', ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** A text node at the end of `parent`; returns its setter. */
export function slot(parent, initial = '') {
  const node = document.createTextNode(initial);
  parent.append(node);
  let last = initial;
  return (text) => {
    if (text === last) return;
    last = text;
    node.data = text;
  };
}

function remembering(write) {
  let last;
  return (value) => {
    if (value === last) return;
    last = value;
    write(value);
  };
}

export const flag = (node, name) => remembering((on) => node.classList.toggle(name, on));
export const shown = (node) => remembering((on) => { node.hidden = !on; });
export const data = (node, key) => remembering((value) => {
  if (value === undefined || value === null) delete node.dataset[key];
  else node.dataset[key] = value;
});
export const variable = (node, name) => remembering((value) => node.style.setProperty(name, value));

/** The name of a figure: shows its definition when pointed at, tapped or focused (see views/definition.js). */
export function term(key, name) {
  const button = el('button', 'term', name);
  button.type = 'button';
  button.dataset.term = key;
  return button;
}

/** A script that is no module, of this server; done when it has run. */
export const script = (src) => new Promise((done, failed) => {
  const node = document.createElement('script');
  node.src = src;
  node.onload = done;
  node.onerror = failed;
  document.head.append(node);
});
