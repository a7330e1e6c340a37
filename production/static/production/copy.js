// Copy what stands in a field; where the browser doesn't allow it, the text is selected at least.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  button.lastChild.textContent = ` ${button.dataset.copied}`;
});
