"use strict";

const FREE_FROM = 50, STANDARD = 4.9;

function shippingFor(value) {
  return value >= FREE_FROM ? 0 : STANDARD;
}

document.getElementById("shipping-cost").addEventListener("submit", (event) => {
  event.preventDefault();
  const money = new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency: "EUR" });
  const cost = money.format(shippingFor(Number(event.target.elements.value.value)));
  document.getElementById("shipping").textContent = event.target.dataset.text.replace("{}", cost);
});
