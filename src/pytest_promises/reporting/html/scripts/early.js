// Before anything is painted: the theme that was chosen here before. Pages of files may have no storage.
try {
  const theme = localStorage.getItem("promises-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {}
