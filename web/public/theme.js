// Sets the chosen theme before the first paint; without a choice the system's stands.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
