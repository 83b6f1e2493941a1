/*
 * The interfaces of the service: on Windows by its own headers, elsewhere by one that is generated from the golden table
 * (abi.txt), as WCHAR, LONG and the calling convention are not those of Windows there. Sources that use no more than this serve
 * both.
 */
#ifndef SERVICE_H
#define SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#ifdef _WIN32
#include <windows.h>
#include <initguid.h> /* from here on, a header's GUIDs are defined, not only declared */
#include <objbase.h>
#include <bits.h>
#include <bits1_5.h>
#include <bits2_0.h>
#include <bits2_5.h>
#include <bits3_0.h>
#include <bits4_0.h>
#include <bits5_0.h>
#include <bits10_1.h>
#include <bits10_2.h>
#include <bits10_3.h>
#include <bitsmsg.h>
#include <deliveryoptimizationerrors.h>
#else
#include "interfaces.h"

/* What the embedded service gives away is malloc's off Windows. */
static inline void CoTaskMemFree(void *memory)
{
    free(memory);
}
#endif

#endif
