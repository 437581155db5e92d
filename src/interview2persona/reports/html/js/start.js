// What the address asks for, then everything that waits for the reader.
const follow = () => {
  const hash = location.hash;
  if (hash.startsWith("#statements?")) {
    writeForm(fromAddress(hash));
    update(false);
    find("#statements").scrollIntoView();
  } else if (hash.length > 1) {
    let id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return; // an address that somebody mangled leads nowhere
    }
    showTarget(id);
  }
};
document.documentElement.classList.add("scripted");
startLook();
startEvidence();
startFilters();
startList();
startMap();
update(false);
addEventListener("hashchange", follow);
follow();
