#include "names.h"

#include <windows.h>
#include <deliveryoptimization.h>
#include <deliveryoptimization_legacy.h>
#include <deliveryoptimizationerrors.h>
