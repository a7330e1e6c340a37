// What opens over the script: anything to add, a scene, the details of a cell.

import { closesBeside } from "./keys.js";

const by = (id) => document.getElementById(id);

function opened(dialog, onClose) {
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", onClose);
  closesBeside(dialog);
}

/** ``2.6 · Archive: Road to the Wall``, so that it is seen what the dialog is about. */
export function nameOf(cell, names) {
  const number = cell.closest(".s-row").querySelector(".s-number").textContent;
  const title = cell.querySelector(".s-title")?.textContent;
  const { element } = cell.dataset;
  return `${number} · ${names.get(element) ?? element}${title ? `: ${title}` : ""}`;
}

const shown = (ms) => {
  const seconds = ms / 1000;
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)}:${rest < 10 ? "0" : ""}${Number(rest.toFixed(3))}`;
};

/** Whether each length that is shown can be read; where not, it is said beside it. */
function isReadable(form) {
  const fields = [...form.querySelectorAll("[pattern]")].filter((field) => !field.closest("[hidden]"));
  for (const field of fields) {
    const isWrong = !field.validity.valid;
    field.setAttribute("aria-invalid", String(isWrong));
    by(`${field.id}-wrong`).textContent = isWrong ? field.dataset.wrong : "";
    if (isWrong) field.focus();
  }
  return fields.every((field) => field.validity.valid);
}

export class AddDialog {
  constructor({ data, onAdd, onClose }) {
    this.dialog = by("add-dialog");
    opened(this.dialog, onClose);
    const box = this.dialog.querySelector(".s-elements");
    const offered = data.elements.filter(([code]) => !["soundbite", "archive"].includes(code));
    box.replaceChildren(
      ...offered.map(([code, words]) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-secondary", textContent: words });
        button.addEventListener("click", () => {
          const where = this.dialog.querySelector('[name="where"]:checked').value;
          this.dialog.close();
          onAdd(code, where);
        });
        return button;
      }),
    );
  }

  open(hasRow) {
    const [cell, row] = this.dialog.querySelectorAll('[name="where"]');
    cell.disabled = !hasRow;
    (hasRow ? cell : row).checked = true;
    this.dialog.showModal();
    this.dialog.querySelector(".s-elements button").focus();
  }
}

export class SceneDialog {
  #scene = null;

  constructor({ sheet, sync, words, onClose }) {
    Object.assign(this, { sheet, sync, words });
    this.dialog = by("scene-dialog");
    this.form = this.dialog.querySelector("form");
    opened(this.dialog, onClose);
    this.form.addEventListener("submit", (event) => this.#save(event));
    this.dialog.addEventListener("click", (event) => this.#click(event));
  }

  /** Without a scene a new one is made. */
  open(scene = null) {
    this.#scene = scene;
    this.dialog.classList.toggle("is-new", !scene);
    const head = scene?.querySelector(".s-scene-head").dataset;
    by("scene-title").textContent = scene ? this.words.scene.replace("%(number)s", head.number) : this.words.newScene;
    this.form.elements.title.value = head?.title ?? "";
    this.form.elements.target.value = head?.target ? shown(Number(head.target) * 1000) : "";
    this.form.elements.scene.value = "";
    isReadable(this.form);
    this.dialog.showModal();
    (scene ? this.form.elements.title : this.form.elements.scene).focus();
  }

  #save(event) {
    event.preventDefault();
    if (!isReadable(this.form)) return;
    const { scene, title, target } = Object.fromEntries(new FormData(this.form));
    if (!this.#scene && !scene && !title.trim()) return this.form.elements.title.focus();
    const fields = { title: title.trim(), target: target.trim() };
    if (this.#scene) {
      const { version } = this.#scene.querySelector(".s-scene-head").dataset;
      this.sync.post("scene-edit", this.#scene.dataset.scene, { ...fields, version });
    } else {
      const after = this.sheet.current?.closest(".s-scene")?.dataset.scene ?? "";
      this.sync.post("scene-new", "", { ...fields, scene, after }, { opens: "scene" });
      this.form.elements.scene.querySelector(`option[value="${scene}"]:not([value=""])`)?.remove();
    }
    this.dialog.close();
  }

  #click(event) {
    const move = event.target.closest("[data-scene-move]");
    const scenes = this.sheet.scenes;
    const at = scenes.indexOf(this.#scene);
    if (move) {
      const way = Number(move.dataset.sceneMove);
      const before = way < 0 ? scenes[at - 2] : scenes[at + 1];
      if (way < 0 ? at > 0 : before) this.sync.post("scene-move", this.#scene.dataset.scene, { after: before?.dataset.scene ?? 0 });
    } else if (event.target.closest("[data-scene-delete]")) {
      const { version } = this.#scene.querySelector(".s-scene-head").dataset;
      this.sync.post("scene-delete", this.#scene.dataset.scene, { version });
    } else return;
    this.dialog.close();
  }
}

export class DetailsDialog {
  #cell = null;

  constructor({ names, sync, moveCell, removeCell, onClose }) {
    Object.assign(this, { names, sync, moveCell, removeCell });
    this.dialog = by("details-dialog");
    this.form = this.dialog.querySelector("form");
    opened(this.dialog, onClose);
    this.form.addEventListener("submit", (event) => this.#save(event));
    this.dialog.addEventListener("click", (event) => this.#click(event));
  }

  open(cell) {
    this.#cell = cell;
    const { element, typed } = cell.dataset;
    by("details-title").textContent = nameOf(cell, this.names);
    const was = Object.fromEntries(typed.split("|").map((one) => one.split("=")));
    for (const part of this.form.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(element);
    const { lasts, is_recorded, pace, on_camera, sound, move, person } = this.form.elements;
    lasts.value = was.ms ? shown(Number(was.ms)) : "";
    lasts.placeholder = cell.querySelector(".s-lasts")?.textContent ?? ""; // how long it is without
    is_recorded.checked = was.recorded === "1";
    pace.value = was.pace ?? "";
    on_camera.checked = was.cam === "1";
    sound.value = was.sound ?? "";
    move.value = was.move ?? "";
    person.value = was.person ?? "";
    isReadable(this.form);
    this.dialog.showModal();
    this.form.querySelector("[data-for]:not([hidden]) :is(input, select), .s-dialog-buttons button")?.focus();
  }

  #save(event) {
    event.preventDefault();
    if (!isReadable(this.form)) return;
    const { element, cell, version } = this.#cell.dataset;
    const fields = this.form.elements;
    const lasts = fields.lasts.value.trim();
    const all = {
      lasts: [lasts, "narration b_roll still card lower_third subtitle music natural_sound archive"],
      is_recorded: [fields.is_recorded.checked && lasts ? "1" : "", "narration"],
      pace: [fields.pace.value.trim(), "narration"],
      on_camera: [fields.on_camera.checked ? "1" : "", "soundbite"],
      sound: [fields.sound.value, "archive"],
      move: [fields.move.value, "music"],
      person: [fields.person.value, "lower_third"],
    };
    const sent = Object.entries(all).filter(([, [, of]]) => of.split(" ").includes(element));
    if (sent.length) this.sync.post("cell-edit", cell, { version, ...Object.fromEntries(sent.map(([name, [value]]) => [name, value])) });
    this.dialog.close();
  }

  #click(event) {
    const move = event.target.closest("[data-cell-move]");
    const cell = this.#cell;
    if (move) this.moveCell(cell, Number(move.dataset.cellMove));
    else if (event.target.closest("[data-cell-delete]")) this.removeCell(cell);
    else return;
    this.dialog.close();
  }
}
