const root = document.querySelector("#root");
const call = async (path, query) => {
  const sent = await fetch(`${CONFIG.gateway}${path}?${new URLSearchParams({ site: CONFIG.site, ...query })}`);
  return sent.json();
};
const views = {
  async start() {
    const menu = await call("/menu", {});
    root.innerHTML = menu.items.map(one => `<h3>${one.label}</h3>${one.below.map(sub => `<a href="#/col/${sub.code}">${sub.label}</a>`).join("")}`).join("");
  },
  async col(code, page = 1) {
    const got = await call("/texts", { col: code, page: page, size: CONFIG.rows });
    root.innerHTML = got.texts.map(one => `<li><a href="#/text/${one.key}">${one.head}</a><time>${one.day}</time></li>`).join("");
  },
  async text(key) {
    const got = await call("/text/" + key, {});
    root.innerHTML = `<h1>${got.head}</h1>${got.html}`;
  },
};
function turn() {
  const [, name, first, second] = location.hash.split("/");
  switch (name) {
    case "col": views.col(first, second); break;
    case "text": views.text(first); break;
    default: views.start();
  }
}
window.addEventListener("hashchange", turn);
turn();
