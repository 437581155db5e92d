// Dark and light, the print button, and where in the page the reader is.
const root = document.documentElement;
const remembered = () => {
  try {
    return localStorage.getItem("look");
  } catch {
    return null; // a page opened from disk may be denied storage; the choice then lasts until it is closed
  }
};
const remember = (look) => {
  try {
    localStorage.setItem("look", look);
  } catch {
    return; // as above
  }
};
const isDark = () => (root.dataset.look ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
const setLook = (look) => {
  root.dataset.look = look;
  showLook();
  document.dispatchEvent(new Event("look"));
};
const showLook = () => find("#look").setAttribute("aria-pressed", isDark());

const startLook = () => {
  const look = remembered();
  if (look === "dark" || look === "light") root.dataset.look = look;
  showLook();
  find("#look").addEventListener("click", () => {
    setLook(isDark() ? "light" : "dark");
    remember(root.dataset.look);
  });
  find("#print").addEventListener("click", () => print());
  const links = new Map(all(".top nav a").map((link) => [link.hash.slice(1), link]));
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        links.forEach((link) => link.removeAttribute("aria-current"));
        links.get(target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-25% 0px -70% 0px" },
  );
  links.forEach((_, id) => watch.observe(document.getElementById(id)));
};
