#include "float_kernels_for.inc"
