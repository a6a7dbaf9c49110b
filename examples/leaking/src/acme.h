#pragma once

int acme_price(int quantity);
