#include "acme/acme.h"

int acme_answer(void) { return 42; }
