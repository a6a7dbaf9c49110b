#include <stdio.h>

int main(void) {
  puts("Hello from Acme.");
  return 0;
}
