// Says in a sentence why the page's own script cannot run. A classic script and no module: from a disk, and from hosts
// that give scripts a wrong type, browsers run only these.

function revealUnloaded(id) {
  document.getElementById('loading').hidden = true;
  document.getElementById(id).hidden = false;
}

for (const button of document.querySelectorAll('.boot-reload')) button.addEventListener('click', () => location.reload());
if (location.protocol === 'file:') revealUnloaded('from-disk');
// A script that cannot be had or is refused says so with an event that does not bubble.
addEventListener('error', (event) => event.target instanceof HTMLScriptElement && revealUnloaded('no-script'), true);
