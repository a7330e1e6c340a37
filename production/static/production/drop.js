// A file dropped on the form is read at once; one that is too large is told before it is sent.

for (const form of document.querySelectorAll("form[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const state = form.querySelector(".drop-state");

  const isTooLarge = () => [...input.files].some((file) => file.size > Number(form.dataset.limit));

  const look = () => {
    state.textContent = isTooLarge() ? form.dataset.tooLarge : "";
    state.classList.toggle("is-refused", isTooLarge());
  };

  input.addEventListener("change", look);

  form.addEventListener("submit", (event) => {
    if (isTooLarge()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      input.focus();
    } else if (input.files.length) {
      state.textContent = form.dataset.reading;
    }
  });

  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "dragend", "drop"]) {
    form.addEventListener(name, (event) => {
      if (name !== "dragleave" || !form.contains(event.relatedTarget)) form.classList.remove("is-over");
    });
  }

  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    look();
    if (!isTooLarge()) form.requestSubmit();
  });
}
