// "Add a row" of the rows inside a form: a blank copy of the last one, numbered on.

for (const rows of document.querySelectorAll("[data-rows]")) {
  const button = rows.querySelector("[data-rows-add]");
  const body = rows.querySelector("tbody");
  button.hidden = false;
  button.addEventListener("click", () => {
    const number = body.rows.length;
    const row = body.rows[number - 1].cloneNode(true);
    for (const input of row.querySelectorAll("input, select")) {
      input.name = input.name.replace(/-\d+-/, `-${number}-`);
      input.ariaLabel = input.ariaLabel.replace(/\d+$/, number + 1);
      input.value = "";
    }
    body.append(row);
    row.querySelector("input, select").focus();
  });
}
