#include "sentences/kernels_for.inc"
