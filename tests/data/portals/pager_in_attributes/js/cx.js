document.querySelectorAll(".cx select").forEach(function (box) {
  box.addEventListener("change", function () { box.form.submit(); });
});
document.querySelectorAll("[data-to]").forEach(function (bar) {
  var all = Number(bar.dataset.totalPages), now = Number(bar.dataset.current);
  for (var number = 0; number < all; number++) {
    var button = document.createElement(number === now ? "b" : "a");
    button.textContent = number + 1;
    if (number !== now) { button.href = bar.dataset.to.replace("{page}", number); }
    bar.appendChild(button);
  }
});
