#include "acme.h"

int acme_price(int quantity) { return quantity * 2; }

int main(void) { return acme_price(0); }
