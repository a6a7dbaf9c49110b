/* Internal: how discounts are worked out. */
int acme_discount(int quantity) { return quantity > 100 ? 15 : 0; }
