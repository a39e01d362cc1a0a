// Files dropped anywhere on the import page go into its file field; without this the field works by itself.
const zone = document.getElementById("drop-files");
const input = zone?.querySelector<HTMLInputElement>("input[type=file]");
const said = document.getElementById("chosen-files");

function tell(): void {
  if (input && said) said.textContent = [...(input.files ?? [])].map((file) => file.name).join(", ");
}

if (zone && input) {
  input.addEventListener("change", tell);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("drop-over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("drop-over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop-over");
    if (event.dataTransfer?.files.length) {
      input.files = event.dataTransfer.files;
      tell();
    }
  });
}
