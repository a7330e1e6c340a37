// The form of a release asks only for what belongs to its kind and state. What holds something typed,
// or a mistake, stays in sight. Without this script everything is shown, and the server decides.

const form = document.querySelector("form.record-form");
const rules = (id) => JSON.parse(document.getElementById(id).textContent);
const byKind = rules("shown-by-kind");
const byState = rules("shown-by-state");
const holder = (name) =>
  document.getElementById(`div_id_${name}`) ??
  form.querySelector(`[data-rows="${name}"]`)?.closest(".form-grid > *");

const isFilled = (field) =>
  [...field.querySelectorAll("input:not([type=hidden]), select, textarea")].some((input) =>
    input.type === "checkbox" ? input.checked : input.value !== "",
  ) || field.querySelector(".is-invalid, .invalid-feedback") !== null;

function show() {
  const kind = form.elements.kind.value;
  const state = form.elements.state.value;
  for (const [chosen, shown] of [[kind, byKind], [state, byState]]) {
    for (const [name, values] of Object.entries(shown)) {
      const field = holder(name);
      if (field) field.hidden = chosen !== "" && !values.includes(chosen) && !isFilled(field);
    }
  }
  for (const section of form.querySelectorAll("fieldset.form-section")) {
    const fields = section.querySelectorAll(".form-grid > *");
    section.hidden = [...fields].every((field) => field.hidden);
  }
}

form.elements.kind.addEventListener("change", show);
form.elements.state.addEventListener("change", show);
show();
