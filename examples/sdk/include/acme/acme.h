#pragma once

int acme_answer(void);
