#include <tesseract/capi.h>
/* libtesseract is built with OpenMP; <omp.h> itself lies in GCC's private folder. */
extern void omp_set_max_active_levels(int max_levels);
